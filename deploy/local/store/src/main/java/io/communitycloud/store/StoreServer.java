package io.communitycloud.store;

import io.communitycloud.store.collection.Engine;
import io.communitycloud.store.command.Commands;
import io.communitycloud.store.inspection.Repair;
import io.communitycloud.store.wire.WireServer;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * A document store for one machine that speaks MongoDB's protocol on the loopback address.
 *
 * <p>Run it stand-alone through {@link #main} or inside a test through {@link #start} and {@link #inMemory}.
 */
public final class StoreServer implements AutoCloseable {

    private final Engine engine;
    private final Commands commands;
    private final WireServer server;

    private StoreServer(Engine engine, Commands commands, WireServer server) {
        this.engine = engine;
        this.commands = commands;
        this.server = server;
    }

    /** Starts a store that keeps its data in a folder; port 0 takes a free one. */
    public static StoreServer start(Path folder, int port) {
        return start(StoreSettings.in(folder), port);
    }

    /** Starts a store on a free port whose data live as long as it does. */
    public static StoreServer inMemory() {
        return start(StoreSettings.in(null), 0);
    }

    /** Starts a store as the settings say; port 0 takes a free one. */
    public static StoreServer start(StoreSettings settings, int port) {
        Engine engine = Engine.open(settings);
        Commands commands = new Commands(engine);
        try {
            return new StoreServer(engine, commands, WireServer.listen(commands, port));
        } catch (RuntimeException e) {
            commands.close();
            engine.close();
            throw e;
        }
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    /** The connection string, without a database. */
    public String uri() {
        return "mongodb://127.0.0.1:" + port();
    }

    @Override
    public void close() {
        server.close();
        commands.close();
        engine.close();
    }

    /**
     * Serves until the process is asked to end, or checks or repairs what is there.
     *
     * <p>{@code --port <number> --data <folder> [--fsync true] [--cache <megabytes>] [--task serve|check|repair]}; without
     * {@code --data} the folder is data/store below CLOUD_HOME.
     */
    public static void main(String[] arguments) throws InterruptedException {
        Arguments asked = Arguments.read(arguments, System.getenv());
        switch (asked.task()) {
            case SERVE -> serve(asked);
            case CHECK -> System.exit(Repair.check(asked.settings()));
            case REPAIR -> System.exit(Repair.repair(asked.settings()));
        }
    }

    private static void serve(Arguments asked) throws InterruptedException {
        StoreServer server = start(asked.settings(), asked.port());
        CountDownLatch ended = new CountDownLatch(1);
        Runnable end = () -> {
            server.close();
            ended.countDown();
        };
        Runtime.getRuntime().addShutdownHook(new Thread(end, "store-shutdown"));
        System.out.println("store ready on " + server.uri());
        ended.await();
    }
}
