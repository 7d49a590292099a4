package io.communitycloud.resident.resident;

import io.communitycloud.common.events.store.AggregateStores;
import io.communitycloud.common.events.store.Aggregates;
import io.communitycloud.common.events.store.Listing;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.IfMatch;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.resident.household.Membership;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Repository;

/** The residents of the city. */
@Repository
public class Residents implements Membership {

    private static final Listing NEWEST = Listing.newestFirst();
    private static final Listing OF_HOUSEHOLD = Listing.oldestFirst("household");
    private static final Listing OF_DWELLING = Listing.oldestFirst("dwelling");
    private static final Listing BY_ID_NUMBER = Listing.newestFirst("person.idNumber.index");
    private static final Listing BY_PHONE = Listing.newestFirst("person.phone.index");
    private static final Listing BY_ID_NUMBER_TAIL = Listing.newestFirst("person.idNumber.tail");

    private final Aggregates<Resident> residents;
    private final Scope city;

    Residents(AggregateStores stores, @Value("${cloud.city:310000000000}") String city) {
        this.residents = stores.of(
                Resident.class, List.of(NEWEST, OF_HOUSEHOLD, OF_DWELLING, BY_ID_NUMBER, BY_PHONE, BY_ID_NUMBER_TAIL));
        this.city = Scope.area(city);
    }

    public Optional<Resident> find(String id, Scope scope) {
        return residents.find(id, scope);
    }

    public Resident require(String id, Scope scope) {
        return residents.require(id, scope);
    }

    void save(Resident resident) {
        residents.save(resident);
    }

    Resident change(String id, Scope scope, IfMatch version, Consumer<Resident> change) {
        return residents.change(id, scope, version, change);
    }

    Resident act(String id, Scope scope, @Nullable IdempotencyKey key, Consumer<Resident> act) {
        return residents.act(id, scope, key, act);
    }

    Page<Resident> newest(Scope scope, PageRequest page) {
        return residents.page(NEWEST, Map.of(), scope, page);
    }

    public Page<Resident> ofHousehold(String household, Scope scope, PageRequest page) {
        return residents.page(OF_HOUSEHOLD, Map.of("household", household), scope, page);
    }

    public Page<Resident> ofDwelling(String dwelling, Scope scope, PageRequest page) {
        return residents.page(OF_DWELLING, Map.of("dwelling", dwelling), scope, page);
    }

    /** Those of a scope that belong to an organisation, newest first. */
    public Page<Resident> ofOrganisation(String organisation, Scope scope, PageRequest page) {
        return residents.page(NEWEST, Map.of(), Resident.membersWithin(organisation, scope), page);
    }

    /** The members of several households at once; at most 200 households and 2,000 members. */
    public List<Resident> ofHouseholds(List<String> households, Scope scope) {
        return residents.among(OF_HOUSEHOLD, households, scope, 2_000);
    }

    /** Those with a number, by its blind index; normally one. */
    public Page<Resident> withIdNumber(String index, Scope scope, PageRequest page) {
        return residents.page(BY_ID_NUMBER, Map.of("person.idNumber.index", index), scope, page);
    }

    /** Those with any of several numbers, by their blind indexes; at most 200 numbers. */
    List<Resident> withIdNumbers(List<String> indexes, Scope scope) {
        return residents.among(BY_ID_NUMBER, indexes, scope, 400);
    }

    /** Those who can be called under any of several phones, by their blind indexes; at most 200 phones. */
    List<Resident> withPhones(List<String> indexes, Scope scope) {
        return residents.among(BY_PHONE, indexes, scope, 2_000);
    }

    /** Whether anybody in the city is registered under a number. */
    boolean anyWithIdNumber(String index) {
        return !withIdNumber(index, city, PageRequest.first(1)).items().isEmpty();
    }

    /** Those whose number ends alike, by the blind index of its tail. */
    public Page<Resident> withIdNumberTail(String tail, Scope scope, PageRequest page) {
        return residents.page(BY_ID_NUMBER_TAIL, Map.of("person.idNumber.tail", tail), scope, page);
    }

    /** Those who can be called under a phone, by its blind index. */
    public Page<Resident> withPhone(String index, Scope scope, PageRequest page) {
        return residents.page(BY_PHONE, Map.of("person.phone.index", index), scope, page);
    }

    @Override
    public boolean hasArrived(String residentId) {
        return find(residentId, Scope.everything()).isPresent();
    }

    @Override
    public boolean hasMembers(String householdId) {
        return !ofHousehold(householdId, city, PageRequest.first(1)).items().isEmpty();
    }
}
