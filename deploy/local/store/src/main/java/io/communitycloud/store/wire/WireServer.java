package io.communitycloud.store.wire;

import io.communitycloud.store.command.Commands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts connections on the loopback address, each with a thread of its own.
 *
 * <p>A thread per connection lets the operating system share the processors: a scan delays nobody's point read by more
 * than a time slice.
 */
public final class WireServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WireServer.class);
    private static final int BACKLOG = 200;
    private static final int MAX_CONNECTIONS = 2_000;

    private final Commands commands;
    private final ServerSocket socket;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger sequence = new AtomicInteger();
    private volatile boolean closed;

    private WireServer(Commands commands, ServerSocket socket) {
        this.commands = commands;
        this.socket = socket;
    }

    /** Listens on a port of the loopback address, 0 for any free one. */
    public static WireServer listen(Commands commands, int port) {
        try {
            ServerSocket socket = new ServerSocket();
            try {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), BACKLOG);
            } catch (IOException e) {
                socket.close();
                throw e;
            }
            WireServer server = new WireServer(commands, socket);
            Thread.ofPlatform().daemon().name("store-accept").start(server::accept);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on 127.0.0.1:" + port, e);
        }
    }

    public int port() {
        return socket.getLocalPort();
    }

    private void accept() {
        while (!closed) {
            try {
                Socket accepted = socket.accept();
                if (connections.size() >= MAX_CONNECTIONS) {
                    LOG.warn("refused a connection: {} are open", MAX_CONNECTIONS);
                    accepted.close();
                    continue;
                }
                accepted.setTcpNoDelay(true);
                Connection connection = new Connection(accepted, commands);
                connections.add(connection);
                Thread thread = Thread.ofPlatform()
                        .daemon()
                        .name("store-connection-" + sequence.incrementAndGet())
                        .start(() -> serve(connection));
                LOG.debug("{} serves {}", thread.getName(), accepted.getRemoteSocketAddress());
            } catch (IOException e) {
                if (!closed) {
                    LOG.warn("cannot accept a connection", e);
                }
            }
        }
    }

    private void serve(Connection connection) {
        try {
            connection.serve();
        } finally {
            connections.remove(connection);
            if (closed) {
                synchronized (connections) {
                    connections.notifyAll();
                }
            }
        }
    }

    /** Takes no more commands and lets those that run finish, for a short while. */
    @Override
    public void close() {
        closed = true;
        try {
            socket.close();
        } catch (IOException e) {
            LOG.warn("cannot close the server socket", e);
        }
        connections.forEach(Connection::stop);
        long end = System.nanoTime() + 5_000_000_000L;
        synchronized (connections) {
            while (!connections.isEmpty() && System.nanoTime() < end) {
                try {
                    connections.wait(50);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }
}
