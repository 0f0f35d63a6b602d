package io.penstock.pipelines.bounded;

import io.penstock.io.kafka.KafkaConnection;
import io.penstock.io.kafka.TopicRange;
import java.io.Serializable;

/**
 * Records of one partition that one worker lands.
 *
 * @param source the source's name in the plan
 * @param connection how the topic is reached
 * @param range the records
 */
record TopicPiece(String source, KafkaConnection connection, TopicRange range)
    implements Serializable {}
