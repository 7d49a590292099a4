package io.communitycloud.common.events.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.communitycloud.common.events.OutboxSignal;
import io.communitycloud.common.events.lamp.Lamp;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.testing.clock.MovableClock;
import io.communitycloud.common.web.Cursor;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.mongodb.core.MongoTemplate;

/** How lists are paged, on whatever store: a thousand lamps, many of them alike. */
abstract class ListingContract {

    private static final int LAMPS = 1_000;
    private static final Scope COMMITTEE = Scope.area(Lamp.COMMITTEE);
    private static final Listing NEWEST = Listing.newestFirst();
    private static final Listing OLDEST = Listing.oldestFirst();
    private static final Listing BY_LABEL = Listing.sortedBy("label");
    private static final Listing BY_LABEL_DOWN = new Listing(List.of(), "label", true);
    private static final Listing BY_BRIGHTNESS = Listing.sortedBy("brightness");
    private static final Listing BY_CREATION = new Listing(List.of("erected"), "createdAt", true);
    private static final List<Listing> ALL =
            List.of(NEWEST, OLDEST, BY_LABEL, BY_LABEL_DOWN, BY_BRIGHTNESS, BY_CREATION);

    private final MongoTemplate mongo;
    private final Indexes indexes;
    private final Aggregates<Lamp> lamps;

    ListingContract(String uri) {
        mongo = StoreUnderTest.database(uri);
        indexes = new Indexes(mongo);
        AggregateStores stores = new AggregateStores(
                mongo,
                new EventRecords(tools.jackson.databind.json.JsonMapper.shared(), () -> null),
                new OutboxSignal(),
                MovableClock.inNovember(),
                indexes);
        lamps = stores.of(Lamp.class, ALL);
    }

    @BeforeEach
    void erectLamps() {
        indexes.make();
        List<Document> documents = new ArrayList<>();
        for (int i = 0; i < LAMPS; i++) {
            Lamp lamp = Lamp.erect("L%04d".formatted((i * 7919) % LAMPS), "label-" + i % 7);
            lamp.shine(i % 12);
            Document document = new Document();
            mongo.getConverter().write(lamp, document);
            documents.add(document.append("version", 1L));
        }
        documents.add(documentElsewhere());
        mongo.getCollection("lamps").insertMany(documents);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void pagesThroughAllOnceAndInOrder(int which) {
        Listing listing = ALL.get(which);
        Map<String, ?> filters = listing.filters().isEmpty() ? Map.of() : Map.of("erected", LocalDate.of(2026, 11, 22));

        List<Lamp> read = readAll(listing, filters, 73);

        assertThat(read).hasSize(LAMPS).doesNotHaveDuplicates();
        assertThat(read.stream().map(Lamp::id).collect(Collectors.toSet())).hasSize(LAMPS);
        Comparator<Lamp> order = listing.sort() == null
                ? Comparator.comparing(Lamp::id)
                : orderBy(listing.sort()).thenComparing(Lamp::id);
        assertThat(read).isSortedAccordingTo(listing.descending() ? order.reversed() : order);
    }

    @Test
    void endsWithAFullLastPage() {
        List<Lamp> read = readAll(OLDEST, Map.of(), 200);

        assertThat(read).hasSize(LAMPS);
        assertThat(lamps.page(OLDEST, Map.of(), COMMITTEE, PageRequest.first(200))
                        .items())
                .hasSize(200);
    }

    @Test
    void countsWithinTheScope() {
        assertThat(lamps.count(NEWEST, Map.of(), COMMITTEE)).isEqualTo(LAMPS);
        assertThat(lamps.count(NEWEST, Map.of(), Scope.area(Lamp.CITY))).isEqualTo(LAMPS + 1);
        assertThat(lamps.count(NEWEST, Map.of(), Scope.area("310101002999"))).isZero();
    }

    @Test
    void givesEveryListingAnIndexThatBeginsWithTheScope() {
        List<Document> made = mongo.getCollection("lamps")
                .listIndexes()
                .map(index -> index.get("key", Document.class))
                .into(new ArrayList<>());

        assertThat(indexes.complete()).isTrue();
        for (Listing listing : ALL) {
            assertThat(listing.index().keySet().iterator().next()).isEqualTo("scope");
            assertThat(made)
                    .anySatisfy(index -> assertThat(List.copyOf(index.keySet()))
                            .isEqualTo(List.copyOf(listing.index().keySet())));
        }
        assertThat(made).anySatisfy(index -> assertThat(index.keySet()).containsExactly("outboxSince"));
    }

    @Test
    void refusesTheCursorOfAnotherListing() {
        String next =
                lamps.page(BY_LABEL, Map.of(), COMMITTEE, PageRequest.first(10)).next();
        assertThat(next).isNotNull();
        Cursor cursor = Cursor.decode(next);

        for (Listing other : List.of(NEWEST, BY_LABEL_DOWN, BY_BRIGHTNESS)) {
            assertThatExceptionOfType(InvalidRequest.class)
                    .isThrownBy(() -> lamps.page(other, Map.of(), COMMITTEE, new PageRequest(10, cursor)));
        }
        assertThatExceptionOfType(InvalidRequest.class)
                .isThrownBy(() -> lamps.page(
                        BY_BRIGHTNESS,
                        Map.of(),
                        COMMITTEE,
                        new PageRequest(10, Cursor.of(BY_BRIGHTNESS.signature(), "nonsense", "L0001"))));
    }

    @Test
    void refusesToListWithoutAScopeOrWithOtherFilters() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> lamps.page(NEWEST, Map.of(), Scope.everything(), PageRequest.first()));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> lamps.page(NEWEST, Map.of("label", "x"), COMMITTEE, PageRequest.first()));
    }

    @Test
    void findsTheFirstOfAnOrder() {
        assertThat(lamps.first(OLDEST, Map.of(), COMMITTEE).map(Lamp::id)).contains("L0000");
        assertThat(lamps.first(NEWEST, Map.of(), COMMITTEE).map(Lamp::id)).contains("L0999");
    }

    private List<Lamp> readAll(Listing listing, Map<String, ?> filters, int limit) {
        List<Lamp> read = new ArrayList<>();
        Page<Lamp> page = lamps.page(listing, filters, COMMITTEE, PageRequest.first(limit));
        read.addAll(page.items());
        while (page.next() != null) {
            page = lamps.page(listing, filters, COMMITTEE, new PageRequest(limit, Cursor.decode(page.next())));
            read.addAll(page.items());
        }
        return read;
    }

    private static Comparator<Lamp> orderBy(String field) {
        return switch (field) {
            case "label" -> Comparator.comparing(lamp -> String.valueOf(lamp.label()));
            case "brightness" -> Comparator.comparingInt(Lamp::brightness);
            case "createdAt" -> Comparator.comparing(Lamp::createdAt);
            default -> throw new IllegalArgumentException(field);
        };
    }

    private Document documentElsewhere() {
        Lamp elsewhere = Lamp.erect("Z", "label-0").move("310101002010", List.of(Lamp.CITY, "310101002010"));
        Document document = new Document();
        mongo.getConverter().write(elsewhere, document);
        return document;
    }
}
