package io.penstock.bridge;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Tells over HTTP how a bridge is: {@code /healthz} answers 200 while it works or waits for brokers
 * (else restart it), {@code /readyz} 200 while messages flow, {@code /metrics} the numbers in the
 * text format of Prometheus 0.0.4.
 */
public final class StatusServer implements AutoCloseable {
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final HttpServer server;
  private final ExecutorService threads;

  private StatusServer(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  static StatusServer start(Bridge bridge, InetSocketAddress address) throws IOException {
    HttpServer server = HttpServer.create(address, 16);
    ExecutorService threads =
        Executors.newFixedThreadPool(
            2,
            work -> {
              Thread thread = new Thread(work, "penstock-bridge-status");
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(threads);
    server.createContext(
        "/healthz",
        exchange -> answer(exchange, bridge.isAlive() ? 200 : 503, TEXT, states(bridge)));
    server.createContext(
        "/readyz",
        exchange -> answer(exchange, bridge.isReady() ? 200 : 503, TEXT, states(bridge)));
    server.createContext(
        "/metrics", exchange -> answer(exchange, 200, PROMETHEUS, metrics(bridge)));
    server.start();
    return new StatusServer(server, threads);
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
  }

  private static String states(Bridge bridge) {
    StringBuilder text = new StringBuilder();
    for (SourceBridge source : bridge.sources()) {
      text.append(source.name())
          .append(' ')
          .append(source.state().name().toLowerCase(Locale.ROOT))
          .append('\n');
    }
    return text.toString();
  }

  private static String metrics(Bridge bridge) {
    StringBuilder text = new StringBuilder();
    for (BridgeMetric metric : BridgeMetric.values()) {
      String name = metric.metricName();
      String kind = metric.kind().name().toLowerCase(Locale.ROOT);
      text.append("# TYPE ").append(name).append(' ').append(kind).append('\n');
      for (SourceBridge source : bridge.sources()) {
        text.append(name)
            .append("{source=\"")
            .append(source.name())
            .append("\"} ")
            .append(source.value(metric))
            .append('\n');
      }
    }
    return text.toString();
  }

  private static void answer(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    try (exchange) {
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
