package io.communitycloud.common.events.store;

import org.junit.jupiter.api.Nested;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.mongodb.MongoDBContainer;

/** The contracts of the store on a real MongoDB, where Docker is present; skipped elsewhere. */
@Testcontainers(disabledWithoutDocker = true)
class OnMongoDbTest {

    @Container
    private static final MongoDBContainer MONGO = new MongoDBContainer("mongo:8.0");

    @Nested
    class KeepsAggregates extends AggregatesContract {
        KeepsAggregates() {
            super(MONGO.getConnectionString());
        }
    }

    @Nested
    class Lists extends ListingContract {
        Lists() {
            super(MONGO.getConnectionString());
        }
    }

    @Nested
    class KeepsClaims extends ClaimsContract {
        KeepsClaims() {
            super(MONGO.getConnectionString());
        }
    }

    @Nested
    class Projects extends ProjectionContract {
        Projects() {
            super(MONGO.getConnectionString());
        }
    }
}
