package io.penstock.testkit.s3;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An HTTP/1.1 relay that does as it is told to the next requests: {@code relay.next("PUT",
 * Fault.LOST_REPLY)}. Without orders it hands everything on. One write per path at a time reaches
 * the server.
 *
 * <p>It speaks one request per connection and bodies of known length, which is what S3 clients of
 * this project send; what it does not know it refuses by closing the connection.
 */
public final class Relay implements AutoCloseable {
  private final ServerSocket socket;
  private final int serverPort;
  private final ExecutorService threads = Executors.newCachedThreadPool(Relay::daemon);
  private final ConcurrentHashMap<String, Object> gates = new ConcurrentHashMap<>();
  private final Deque<Order> orders = new ArrayDeque<>();
  private final AtomicInteger writes = new AtomicInteger();
  private final AtomicInteger reads = new AtomicInteger();

  private final Map<String, Runnable> before = new ConcurrentHashMap<>();

  /** A fault for the next request with a method. */
  private record Order(String method, Fault fault) {}

  private Relay(ServerSocket socket, int serverPort) {
    this.socket = socket;
    this.serverPort = serverPort;
  }

  /** Starts a relay to a server on the loopback address. */
  static Relay start(int serverPort) throws IOException {
    Relay relay = new Relay(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()), serverPort);
    relay.threads.execute(relay::accept);
    return relay;
  }

  /** Where clients find it. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  /** Does these, in order, to the next requests with a method. */
  public void next(String method, Fault... faults) {
    synchronized (orders) {
      for (Fault fault : faults) {
        orders.add(new Order(method, fault));
      }
    }
  }

  /** Does something of the test's own before the next request with a method is handed on. */
  public void beforeNext(String method, Runnable action) {
    before.put(method, action);
  }

  /** Forgets what has not been done yet, and says how many orders that were. */
  public int forget() {
    synchronized (orders) {
      int left = orders.size();
      orders.clear();
      return left;
    }
  }

  /** How many PUT requests have come so far. */
  public int writes() {
    return writes.get();
  }

  /** How many GET requests have come so far. */
  public int reads() {
    return reads.get();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    threads.shutdownNow();
  }

  private Optional<Fault> fault(String method) {
    synchronized (orders) {
      Optional<Order> order = orders.stream().filter(o -> o.method().equals(method)).findFirst();
      order.ifPresent(orders::removeFirstOccurrence);
      return order.map(Order::fault);
    }
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        threads.execute(() -> serve(client));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      client.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(client.getInputStream());
      HttpHead head = HttpHead.read(in);
      if (head.method().equals("PUT")) {
        writes.incrementAndGet();
      } else if (head.method().equals("GET")) {
        reads.incrementAndGet();
      }
      if (head.method().equals("PUT")) {
        synchronized (gates.computeIfAbsent(head.path(), path -> new Object())) {
          exchange(client, in, head);
        }
      } else {
        exchange(client, in, head);
      }
    } catch (IOException e) {
      // Either side went away: so does this exchange, as in any network.
    }
  }

  private void exchange(Socket client, InputStream in, HttpHead head) throws IOException {
    Runnable action = before.remove(head.method());
    if (action != null) {
      action.run();
    }
    Optional<Fault> fault = fault(head.method());
    if (head.has("expect")) {
      write(client, "HTTP/1.1 100 Continue\r\n\r\n");
    }
    if (fault.isPresent() && answersAlone(fault.get(), client, in, head)) {
      return;
    }
    HttpHead sent =
        fault.equals(Optional.of(Fault.IGNORED_CONDITIONS))
            ? head.without("if-match").without("if-none-match")
            : head;
    try (Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort)) {
      sent.without("expect")
          .without("connection")
          .with("Connection", "close")
          .write(server.getOutputStream());
      if (fault.equals(Optional.of(Fault.TRUNCATED_UPLOAD))) {
        copy(in, server.getOutputStream(), head.length() / 2);
        reset(client);
        return;
      }
      copy(in, server.getOutputStream(), head.length());
      InputStream reply = new BufferedInputStream(server.getInputStream());
      HttpHead answer = HttpHead.read(reply);
      byte[] body = head.method().equals("HEAD") ? new byte[0] : reply.readAllBytes();
      reply(client, in, fault, answer, body);
    }
  }

  /** Faults that never reach the server. */
  private static boolean answersAlone(Fault fault, Socket client, InputStream in, HttpHead head)
      throws IOException {
    switch (fault) {
      case RESET_MID_BODY -> {
        in.readNBytes((int) (head.length() / 2));
        reset(client);
      }
      case ERROR_500 -> refuse(client, in, head, "500 Internal Server Error", "InternalError");
      case ERROR_503 -> refuse(client, in, head, "503 Slow Down", "SlowDown");
      case CONFLICT_409 -> refuse(client, in, head, "409 Conflict", "ConditionalRequestConflict");
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void reply(
      Socket client, InputStream in, Optional<Fault> fault, HttpHead answer, byte[] body)
      throws IOException {
    if (fault.equals(Optional.of(Fault.LOST_REPLY))) {
      reset(client);
    } else if (fault.equals(Optional.of(Fault.STALLED_REPLY))) {
      in.skipNBytes(Long.MAX_VALUE); // until the client hangs up
    } else if (fault.equals(Optional.of(Fault.DONE_BUT_500))) {
      write(client, error("500 Internal Server Error", "InternalError"));
    } else {
      boolean cut = fault.equals(Optional.of(Fault.TRUNCATED_REPLY));
      answer
          .without("connection")
          .without("transfer-encoding")
          .with("Connection", "close")
          .write(client.getOutputStream());
      client.getOutputStream().write(body, 0, cut ? body.length / 2 : body.length);
      client.getOutputStream().flush();
      if (cut) {
        reset(client);
      }
    }
  }

  private static void refuse(
      Socket client, InputStream in, HttpHead head, String status, String code) throws IOException {
    in.skipNBytes(head.length());
    write(client, error(status, code));
  }

  private static String error(String status, String code) {
    String body = "<Error><Code>" + code + "</Code><Message>as ordered</Message></Error>";
    return "HTTP/1.1 %s\r\nContent-Type: application/xml\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
        .formatted(status, body.length(), body);
  }

  private static void write(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    client.getOutputStream().flush();
  }

  private static void copy(InputStream in, OutputStream out, long bytes) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long left = bytes;
    while (left > 0) {
      int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (n < 0) {
        throw new IOException("the client hung up");
      }
      out.write(buffer, 0, n);
      left -= n;
    }
    out.flush();
  }

  /** Closes so that the other side sees a reset rather than an end. */
  private static void reset(Socket client) throws IOException {
    client.setSoLinger(true, 0);
    client.close();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "s3-relay");
    thread.setDaemon(true);
    return thread;
  }
}
