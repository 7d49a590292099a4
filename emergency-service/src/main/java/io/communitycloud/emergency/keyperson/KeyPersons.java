package io.communitycloud.emergency.keyperson;

import io.communitycloud.common.events.store.AggregateStores;
import io.communitycloud.common.events.store.Aggregates;
import io.communitycloud.common.events.store.Listing;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Repository;

/** The people of all lists. */
@Repository
class KeyPersons {

    private static final Listing FIRST_DUE = Listing.sortedBy("due", "state");
    private static final Listing OF_LIST = Listing.sortedBy("row", "list");
    private static final Listing OF_LIST_IN_STATE = Listing.sortedBy("row", "list", "state");
    private static final Listing OF_PART = Listing.oldestFirst("list", "area");
    private static final Listing OF_PART_IN_STATE = Listing.oldestFirst("list", "area", "state");
    private static final Listing MATCHED = Listing.oldestFirst("list", "matchedBy");

    private final Aggregates<KeyPerson> persons;
    private final Scope city;

    KeyPersons(AggregateStores stores, @Value("${cloud.city:310000000000}") String city) {
        this.persons = stores.of(
                KeyPerson.class, List.of(FIRST_DUE, OF_LIST, OF_LIST_IN_STATE, OF_PART, OF_PART_IN_STATE, MATCHED));
        this.city = Scope.area(city);
    }

    /** The one id a bureau's task has, however often it is pushed. */
    static String idOf(String bureau, String taskId) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bureau.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(taskId.getBytes(StandardCharsets.UTF_8));
            return "KP" + HexFormat.of().withUpperCase().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    Optional<KeyPerson> find(String id, Scope scope) {
        return persons.find(id, scope);
    }

    KeyPerson require(String id, Scope scope) {
        return persons.require(id, scope);
    }

    void save(KeyPerson person) {
        persons.save(person);
    }

    KeyPerson act(String id, Scope scope, @Nullable IdempotencyKey key, Consumer<KeyPerson> act) {
        return persons.act(id, scope, key, act);
    }

    /** Those in a state whatever their list, the first due first. */
    Page<KeyPerson> inState(KeyPerson.State state, Scope scope, PageRequest page) {
        return persons.page(FIRST_DUE, Map.of("state", state.name()), scope, page);
    }

    /** Those of a list in its order. */
    Page<KeyPerson> ofList(String list, KeyPerson.@Nullable State state, Scope scope, PageRequest page) {
        return state == null
                ? persons.page(OF_LIST, Map.of("list", list), scope, page)
                : persons.page(OF_LIST_IN_STATE, Map.of("list", list, "state", state.name()), scope, page);
    }

    int countOfList(String list) {
        return Math.toIntExact(persons.count(OF_LIST, Map.of("list", list), city));
    }

    int countOpenOfList(String list) {
        return Math.toIntExact(
                persons.count(OF_LIST_IN_STATE, Map.of("list", list, "state", KeyPerson.State.OPEN.name()), city));
    }

    int countMatchedBy(String list, MatchedBy by) {
        return Math.toIntExact(persons.count(MATCHED, Map.of("list", list, "matchedBy", by.name()), city));
    }

    /** Those that are with an area itself, not with one below it. */
    int countOfPart(String list, String area) {
        return Math.toIntExact(persons.count(OF_PART, Map.of("list", list, "area", area), city));
    }

    int countOpenOfPart(String list, String area) {
        return Math.toIntExact(persons.count(
                OF_PART_IN_STATE, Map.of("list", list, "area", area, "state", KeyPerson.State.OPEN.name()), city));
    }
}
