package io.communitycloud.exchange.operation;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.Refused;
import io.communitycloud.exchange.person.Person;
import io.communitycloud.exchange.person.Persons;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes of what was asked the request its operation's schema describes: staff name a resident, systems know a number. */
@Component
class CanonicalRequests {

    private static final String RESIDENT = "residentId";
    private static final String NUMBER = "citizenNumber";
    private static final String NAME = "name";
    private static final String AREA = "area";

    /** Who may name a person by her number; everybody else names an entry of the register. */
    private static final Set<String> KNOW_NUMBERS = Set.of("bureau-client");

    private final Persons persons;
    private final AreaTree areas;

    CanonicalRequests(Persons persons, AreaTree areas) {
        this.persons = persons;
        this.areas = areas;
    }

    /** Whether the question names a person of our register, whom only the register may tell the caller of. */
    boolean namesResident(Question question) {
        return question.operation().says().personal() && !question.caller().hasAny(KNOW_NUMBERS);
    }

    /**
     * The canonical request.
     *
     * @throws InvalidRequest where the operation's schema does not describe it
     */
    ObjectNode of(Question question) {
        ObjectNode request = question.asked().deepCopy();
        if (namesResident(question)) {
            if (request.has(NUMBER)) {
                throw InvalidRequest.field("/" + NUMBER, "unknown-field");
            }
            String residentId = request.path(RESIDENT).asString("");
            if (!residentId.matches("[A-Za-z0-9-]{1,64}")) {
                throw InvalidRequest.field("/" + RESIDENT, request.has(RESIDENT) ? "format" : "required");
            }
            request.remove(RESIDENT);
            Person person = persons.find(residentId, question.caller());
            request.put(NUMBER, person.citizenNumber());
            JsonNode known = question.operation().says().request().path("properties");
            if (known.has(NAME)) {
                request.put(NAME, person.name());
            }
        }
        question.operation().compiled().request().require(request);
        within(question.caller(), request);
        return request;
    }

    /** Staff ask for areas of their own: a system behind does not know where whoever asks belongs. */
    private void within(Caller caller, ObjectNode request) {
        String area = request.path(AREA).asString("");
        if (area.isEmpty() || caller.hasAny(KNOW_NUMBERS)) {
            return;
        }
        String own = caller.area();
        if (own == null || !areas.scopeOf(area, "/" + AREA).contains(own)) {
            throw Refused.notFound();
        }
    }
}
