package io.communitycloud.store;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * A document store for one machine that speaks MongoDB's protocol on the loopback address.
 *
 * <p>Run it stand-alone through {@link #main} or inside a test through {@link #start} and {@link #inMemory}.
 */
public final class StoreServer implements AutoCloseable {

    private static final int DEFAULT_PORT = 27117;

    private final MongoServer server;
    private final InetSocketAddress address;

    private StoreServer(MongoServer server, InetSocketAddress address) {
        this.server = server;
        this.address = address;
    }

    /** Starts a store that keeps its data in a folder; port 0 takes a free one. */
    public static StoreServer start(Path folder, int port) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bind(new H2Backend(folder.resolve("store.mv").toString()), port);
    }

    /** Starts a store on a free port whose data live as long as it does. */
    public static StoreServer inMemory() {
        return bind(H2Backend.inMemory(), 0);
    }

    private static StoreServer bind(H2Backend backend, int port) {
        MongoServer server = new MongoServer(backend);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return new StoreServer(server, server.getLocalAddress());
    }

    /** The port it listens on. */
    public int port() {
        return address.getPort();
    }

    /** The connection string, without a database. */
    public String uri() {
        return "mongodb://127.0.0.1:" + port();
    }

    @Override
    public void close() {
        server.shutdown();
    }

    /** Serves until the process is asked to end: {@code --port <number> --data <folder>}. */
    public static void main(String[] arguments) throws InterruptedException {
        @Nullable String port = System.getenv("STORE_PORT");
        @Nullable String home = System.getenv("CLOUD_HOME");
        @Nullable String data = home == null ? null : home + "/data/store";
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            switch (arguments[i]) {
                case "--port" -> port = arguments[i + 1];
                case "--data" -> data = arguments[i + 1];
                default -> throw new IllegalArgumentException("unknown argument " + arguments[i]);
            }
        }
        if (data == null) {
            throw new IllegalArgumentException("--data <folder> or CLOUD_HOME is needed");
        }
        StoreServer server = start(Path.of(data), port == null ? DEFAULT_PORT : Integer.parseInt(port));
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            server.close();
                            ended.countDown();
                        },
                        "store-shutdown"));
        System.out.println("store ready on " + server.uri());
        ended.await();
    }
}
