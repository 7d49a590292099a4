package io.communitycloud.common.events.store;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.communitycloud.common.events.OutboxSignal;
import io.communitycloud.common.testing.platform.Platform;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;
import org.springframework.data.mongodb.core.convert.DefaultMongoTypeMapper;
import org.springframework.data.mongodb.core.convert.MappingMongoConverter;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions;
import org.springframework.data.mongodb.core.convert.NoOpDbRefResolver;
import org.springframework.data.mongodb.core.mapping.MongoMappingContext;
import tools.jackson.databind.json.JsonMapper;

/** A database of its own for each test, on the embedded store or on the one that {@code MONGODB_URI} names. */
public final class StoreUnderTest {

    private static final Map<String, MongoClient> CLIENTS = new ConcurrentHashMap<>();

    private StoreUnderTest() {}

    /** Where the tests of this module keep their data. */
    public static String uri() {
        return Platform.storeUri();
    }

    public static MongoTemplate database() {
        return database(uri());
    }

    public static MongoTemplate database(String uri) {
        MongoClient client = CLIENTS.computeIfAbsent(uri, MongoClients::create);
        return database(client);
    }

    public static MongoTemplate database(MongoClient client) {
        MongoCustomConversions conversions = StoredDays.asText();
        MongoMappingContext context = new MongoMappingContext();
        context.setSimpleTypeHolder(conversions.getSimpleTypeHolder());
        MappingMongoConverter converter = new MappingMongoConverter(NoOpDbRefResolver.INSTANCE, context);
        converter.setCustomConversions(conversions);
        converter.setTypeMapper(new DefaultMongoTypeMapper(null));
        converter.afterPropertiesSet();
        return new MongoTemplate(new SimpleMongoClientDatabaseFactory(client, Platform.newDatabase()), converter);
    }

    /** The aggregates of a service without trace. */
    public static AggregateStores stores(MongoTemplate mongo, OutboxSignal signal, Clock clock) {
        return new AggregateStores(
                mongo, new EventRecords(JsonMapper.shared(), () -> null), signal, clock, new Indexes(mongo));
    }
}
