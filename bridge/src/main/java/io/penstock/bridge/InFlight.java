package io.penstock.bridge;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts the messages of one connection that are not yet in Kafka, and makes who receives wait
 * while their bytes are too many. Waiting stops the reading of the socket, so what does not fit
 * stays in the network and in the broker.
 */
final class InFlight {
  private final long mostBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long messages;
  private long bytes;
  private boolean closed;

  InFlight(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /**
   * Waits until there is room for a message, and takes it. A message that is larger than all the
   * room there is gets in alone.
   *
   * @return false when nothing is taken any more
   */
  boolean take(int weight) {
    lock.lock();
    try {
      while (!closed && messages > 0 && bytes + weight > mostBytes) {
        changed.awaitUninterruptibly();
      }
      if (!closed) {
        messages++;
        bytes += weight;
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  /** Gives room back. */
  void release(int weight) {
    lock.lock();
    try {
      messages--;
      bytes -= weight;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits a while until nothing is under way; answers whether that is so. */
  boolean awaitNone(long nanos) throws InterruptedException {
    lock.lock();
    try {
      long left = nanos;
      while (messages > 0 && left > 0) {
        left = changed.awaitNanos(left);
      }
      return messages == 0;
    } finally {
      lock.unlock();
    }
  }

  /** Takes nothing any more, and lets go who waits. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  long messages() {
    lock.lock();
    try {
      return messages;
    } finally {
      lock.unlock();
    }
  }

  long bytes() {
    lock.lock();
    try {
      return bytes;
    } finally {
      lock.unlock();
    }
  }
}
