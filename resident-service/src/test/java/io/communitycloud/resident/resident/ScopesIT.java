package io.communitycloud.resident.resident;

import static io.communitycloud.resident.testing.SamplePerson.somebody;
import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.resident.testing.Answer;
import io.communitycloud.resident.testing.Api;
import io.communitycloud.resident.testing.RunningService;
import io.communitycloud.resident.testing.SamplePerson;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Nobody reaches beyond her part of the city, whichever way she tries. */
class ScopesIT extends RunningService {

    private static final List<String> COMMITTEES =
            List.of(COMMITTEE, NEIGHBOUR, ROUND_COMMITTEE, IN_ROUND_DISTRICT, IN_PUDONG);

    @ParameterizedTest
    @ValueSource(strings = {COMMITTEE, NEIGHBOUR, ROUND_COMMITTEE})
    void keepsAWorkerWithinHerCommittee(String committee) {
        for (String other : COMMITTEES) {
            Home home = home(other);
            if (other.equals(committee)) {
                reaches(worker(committee), home);
            } else {
                cannotReach(worker(committee), home);
            }
        }
        seesOnly(worker(committee), area -> area.equals(committee));
    }

    @Test
    void keepsADistrictOperatorWithinHerDistrict() {
        Api operator = district(ROUND_DISTRICT);
        Home hers = home(IN_ROUND_DISTRICT);

        operator.get("/residents/" + hers.resident()).ok();
        operator.get("/dwellings/" + hers.dwelling()).ok();
        cannotReach(operator, home(IN_PUDONG));
        cannotReach(operator, home(COMMITTEE));
        seesOnly(operator, area -> area.startsWith("310110"));
    }

    @Test
    void letsAStreetOperatorSeeAllCommitteesOfTheStreet() {
        Api operator = as(tokens().role("street-operator").area(STREET));

        for (String committee : List.of(COMMITTEE, NEIGHBOUR, ROUND_COMMITTEE)) {
            operator.get("/residents/" + home(committee).resident()).ok();
        }
        operator.get("/residents/" + home(IN_PUDONG).resident()).refusedAs(404, "not-found");
    }

    @Test
    void boundsASystemByTheAreaItStates() {
        Home home = home(COMMITTEE);

        system().get("/residents/" + home.resident()).ok();
        system().get("/residents/" + home.resident(), "X-Scope-Area", COMMITTEE).ok();
        system().get("/residents/" + home.resident(), "X-Scope-Area", NEIGHBOUR).refusedAs(404, "not-found");
        system().get("/residents", "X-Scope-Area", "31").refusedAs(400, "invalid-parameter");
    }

    @Test
    void showsAResidentHerHouseholdAndNobodyElse() {
        Home home = home(COMMITTEE);
        String husband = registered(COMMITTEE, somebody().of(home.household())).id();
        String neighbour = registered(COMMITTEE, somebody().of(householdIn(COMMITTEE, home.dwelling())))
                .id();
        Api she = resident(home.resident());

        assertThat(she.get("/residents").ok().ids()).containsExactlyInAnyOrder(home.resident(), husband);
        she.get("/residents/" + home.resident()).ok();
        she.get("/residents/" + husband).ok();
        she.get("/residents/" + husband + "/moves").ok();
        she.get("/households/" + home.household()).ok();
        she.get("/residents/" + neighbour).refusedAs(404, "not-found");
        she.get("/residents/" + neighbour + "/moves").refusedAs(404, "not-found");
        she.get("/households/" + household(COMMITTEE)).refusedAs(404, "not-found");
        assertThat(she.get("/residents?dwelling=" + home.dwelling()).ok().ids()).doesNotContain(neighbour);
        assertThat(she.get("/residents/" + husband, "X-Purpose", "care").ok().text("name"))
                .isEqualTo("王*");
    }

    @Test
    void showsAResidentWithoutAHouseholdHerselfAlone() {
        String alone = registered(COMMITTEE).id();
        String other = registered(COMMITTEE).id();

        assertThat(resident(alone).get("/residents").ok().ids()).containsExactly(alone);
        resident(alone).get("/residents/" + other).refusedAs(404, "not-found");
    }

    @Test
    void showsAHouseholdNoLongerToWhoMovedOut() {
        Home home = home(COMMITTEE);
        String elsewhere = household(COMMITTEE);
        String husband = registered(COMMITTEE, somebody().of(home.household())).id();

        worker(COMMITTEE)
                .post("/residents/" + husband + "/moves", "{\"householdId\": \"" + elsewhere + "\"}")
                .created();

        assertThat(resident(home.resident()).get("/residents").ok().ids()).containsExactly(home.resident());
        resident(husband).get("/households/" + home.household()).refusedAs(404, "not-found");
        resident(husband).get("/households/" + elsewhere).ok();
    }

    private void reaches(Api caller, Home home) {
        caller.get("/residents/" + home.resident()).ok();
        caller.get("/residents/" + home.resident() + "/moves").ok();
        caller.get("/households/" + home.household()).ok();
        caller.get("/dwellings/" + home.dwelling()).ok();
        assertThat(caller.get("/residents?household=" + home.household()).ok().ids())
                .contains(home.resident());
        assertThat(lookUp(caller, "phone", String.valueOf(home.person().phone()), "RESIDENTS")
                        .ok()
                        .items())
                .hasSize(1);
    }

    private void cannotReach(Api caller, Home home) {
        caller.get("/residents/" + home.resident()).refusedAs(404, "not-found");
        caller.get("/residents/" + home.resident(), "X-Purpose", "emergency").refusedAs(404, "not-found");
        caller.get("/households/" + home.household()).refusedAs(404, "not-found");
        caller.get("/dwellings/" + home.dwelling()).refusedAs(404, "not-found");
        assertThat(caller.get("/residents?household=" + home.household()).ok().items())
                .isEmpty();
        assertThat(caller.get("/residents?dwelling=" + home.dwelling()).ok().items())
                .isEmpty();
        assertThat(caller.get("/households?dwelling=" + home.dwelling()).ok().items())
                .isEmpty();
        for (String find : List.of("RESIDENTS", "HOUSEHOLDS", "DWELLINGS")) {
            lookUp(caller, "residentId", home.resident(), find).refusedAs(404, "not-found");
            lookUp(caller, "householdId", home.household(), find).refusedAs(404, "not-found");
            lookUp(caller, "dwellingId", home.dwelling(), find).refusedAs(404, "not-found");
            assertThat(lookUp(caller, "phone", String.valueOf(home.person().phone()), find)
                            .ok()
                            .items())
                    .isEmpty();
            assertThat(lookUp(caller, "idNumber", home.person().idNumber(), find)
                            .ok()
                            .items())
                    .isEmpty();
        }
        String etag = "\"1-masked\"";
        for (String forbidden : List.of(
                "/residents/" + home.resident(), "/households/" + home.household(), "/dwellings/" + home.dwelling())) {
            assertThat(caller.delete(forbidden, "If-Match", etag).status()).isIn(403, 404);
        }
        assertThat(caller.patch("/residents/" + home.resident(), "{\"name\": \"李\"}", "If-Match", etag)
                        .status())
                .isIn(403, 404);
        assertThat(caller.patch("/dwellings/" + home.dwelling(), "{\"tenure\": \"LET\"}", "If-Match", etag)
                        .status())
                .isIn(403, 404);
        assertThat(caller.post("/residents/" + home.resident() + "/deaths", "{\"on\": \"2026-01-01\"}")
                        .status())
                .isIn(403, 404);
        assertThat(caller.post(
                                "/residents/" + home.resident() + "/moves",
                                "{\"householdId\": \"" + home.household() + "\"}")
                        .status())
                .isIn(403, 404);
        assertThat(caller.post("/households", "{\"dwellingId\": \"" + home.dwelling() + "\"}")
                        .status())
                .isIn(403, 404);
    }

    /** Whatever is listed belongs to the caller, down to the last page. */
    private static void seesOnly(Api caller, Predicate<String> hers) {
        for (String list : List.of("/residents", "/households", "/dwellings", "/imports")) {
            Set<String> areas = new HashSet<>();
            String next = list + "?limit=200";
            while (next != null) {
                Answer page = caller.get(next).ok();
                page.items().forEach(item -> areas.add(item.path("area").asString()));
                JsonNode cursor = page.json().path("next");
                next = cursor.isNull() ? null : list + "?limit=200&cursor=" + cursor.asString();
            }
            assertThat(areas).as(list).allMatch(hers);
        }
    }

    private static Answer lookUp(Api caller, String key, String value, String find) {
        return caller.post("/lookups", "{\"" + key + "\": \"" + value + "\", \"find\": \"" + find + "\"}");
    }

    private Home home(String committee) {
        SamplePerson person = somebody();
        String dwelling = dwelling(committee).id();
        String household = householdIn(committee, dwelling);
        return new Home(person, registered(committee, person.of(household)).id(), household, dwelling);
    }

    private record Home(SamplePerson person, String resident, String household, String dwelling) {}
}
