package io.communitycloud.bench.store;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** mongo-java-server on H2 as it is shipped. */
final class ShippedServer {

    private ShippedServer() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Files.createDirectories(folder);
        MongoServer server =
                new MongoServer(new H2Backend(folder.resolve("shipped.mv").toString()));
        server.bind("127.0.0.1", Integer.parseInt(arguments[1]));
        System.out.println("store ready");
        new CountDownLatch(1).await();
    }
}
