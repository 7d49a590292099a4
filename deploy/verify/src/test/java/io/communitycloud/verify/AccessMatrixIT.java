package io.communitycloud.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.verify.LawOfAccess.Operation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The matrix of operation, role and scope, made from {@code contracts/access.yaml} and the published documents: each
 * service itself is asked, so that nothing leans on the edge.
 */
@ExtendWith(OnLivePlatform.class)
class AccessMatrixIT {

    private static final String NOTHING = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
    private static final String COMMITTEE = "310101002001";
    private static final String STREET = "310101002000";
    private static final String DISTRICT = "310101000000";
    private static final String CITY = "310000000000";

    /** Where somebody of an area works at home, and where she would be a stranger: other levels of zeros on purpose. */
    private static final Map<String, List<String>> STRANGERS = Map.of(
            COMMITTEE, List.of("310101002002", "310101002010"),
            STREET, List.of("310101013000"),
            DISTRICT, List.of("310110000000", "310115000000"));

    private static final Map<String, String> HOME = Map.of(
            "social-worker", COMMITTEE,
            "committee-head", COMMITTEE,
            "street-operator", STREET,
            "district-operator", DISTRICT,
            "approver", DISTRICT,
            "auditor", DISTRICT,
            "city-operator", CITY,
            "operations", CITY,
            "province-team", "320000000000");

    private static final List<String> ROLES = List.of(
            "social-worker",
            "committee-head",
            "street-operator",
            "district-operator",
            "city-operator",
            "approver",
            "auditor",
            "operations",
            "province-team",
            "resident",
            "team-leader",
            "volunteer",
            "facility-operator",
            "property-firm",
            "bureau-client",
            "system");

    /** Whose own signature opens an operation, not a token. */
    private static final String SIGNED = "signed";

    /** A system that pushes. */
    private static final String PUSHING = "HLT-03";

    private final LivePlatform platform;
    private final Map<List<String>, String> tokens = new HashMap<>();
    private final Map<String, Integer> ports = new HashMap<>();
    private List<Operation> law = List.of();
    private List<Operation> signed = List.of();

    AccessMatrixIT(LivePlatform platform) {
        this.platform = platform;
    }

    @BeforeEach
    void readTheLaw() throws Exception {
        for (JsonNode part : platform.status().path("parts")) {
            ports.put(part.path("name").asString(), part.path("port").asInt());
        }
        Map<Boolean, List<Operation>> served = LawOfAccess.read(platform.root()).stream()
                .filter(operation -> ports.containsKey(operation.part()))
                .collect(
                        Collectors.partitioningBy(operation -> operation.roles().contains(SIGNED)));
        law = served.getOrDefault(false, List.of());
        signed = served.getOrDefault(true, List.of());
        assertThat(law).hasSizeGreaterThan(50);
    }

    @Test
    void refusesEveryRoleThatARowDoesNotName() throws Exception {
        List<String> leaks = new ArrayList<>();
        for (Operation operation : law) {
            for (String role : ROLES) {
                if (!operation.open() && !operation.roles().contains(role)) {
                    int status = call(operation, operation.at(NOTHING), role, home(role))
                            .statusCode();
                    if (status != 403) {
                        leaks.add(operation.id() + " as " + role + ": " + status);
                    }
                }
            }
        }
        assertThat(leaks).isEmpty();
    }

    @Test
    void letsEveryRoleInThatARowNames() throws Exception {
        List<String> shut = new ArrayList<>();
        for (Operation operation : law) {
            for (String role : operation.open() ? ROLES : operation.roles()) {
                HttpResponse<String> answer = call(operation, operation.at(NOTHING), role, home(role));
                if (answer.statusCode() == 401
                        || answer.statusCode() >= 500
                        || (answer.statusCode() == 403 && answer.body().contains("\"forbidden\""))) {
                    shut.add(operation.id() + " as " + role + ": " + answer.statusCode());
                }
            }
        }
        assertThat(shut).isEmpty();
    }

    @Test
    void refusesWhoeverSaysNotWhoSheIs() throws Exception {
        List<String> leaks = new ArrayList<>();
        for (Operation operation : law) {
            HttpResponse<String> answer = platform.send(request(operation, operation.at(NOTHING)));
            if (answer.statusCode() != 401) {
                leaks.add(operation.id() + ": " + answer.statusCode());
            }
        }
        assertThat(leaks).isEmpty();
    }

    @Test
    void refusesWhatBearsNoSignatureOfASystemWhoeverBringsIt() throws Exception {
        List<String> leaks = new ArrayList<>();
        for (Operation operation : signed) {
            String inbox = operation.at(PUSHING);
            if (platform.send(request(operation, inbox)).statusCode() != 401) {
                leaks.add(operation.id());
            }
            for (String role : ROLES) {
                if (call(operation, inbox, role, home(role)).statusCode() != 401) {
                    leaks.add(operation.id() + " as " + role);
                }
            }
        }
        assertThat(signed).isNotEmpty();
        assertThat(leaks).isEmpty();
    }

    @Test
    void showsInNoListWhatLiesElsewhere() throws Exception {
        List<String> leaks = new ArrayList<>();
        for (Operation list : law) {
            if (!list.isList() || list.scope().equals("none")) {
                continue;
            }
            for (String role : officials(list)) {
                for (String area : areas(role)) {
                    for (JsonNode item : items(call(list, list.path() + "?limit=200", role, area))) {
                        String where = item.path("area").asString("");
                        if (!where.isEmpty() && !within(where, area) && !within(area, where)) {
                            leaks.add(list.id() + " as " + role + " of " + area + " shows " + where);
                        }
                    }
                }
            }
        }
        assertThat(new TreeSet<>(leaks)).isEmpty();
    }

    @Test
    void showsAndDoesNothingToAThingThatLiesElsewhere() throws Exception {
        List<String> leaks = new ArrayList<>();
        int tried = 0;
        for (Operation list : law) {
            if (!list.isList() || list.scope().equals("none")) {
                continue;
            }
            Optional<JsonNode> thing = thingOf(list);
            if (thing.isEmpty()) {
                continue;
            }
            String id = thing.get().path("id").asString();
            for (Operation operation : law) {
                if (!operation.path().matches(Pattern.quote(list.path()) + "/\\{[^}]+}(/[a-z-]+)?")
                        || operation.scope().equals("none")) {
                    continue;
                }
                for (String role : officials(operation)) {
                    for (String elsewhere : STRANGERS.getOrDefault(home(role), List.of())) {
                        HttpResponse<String> answer = call(operation, operation.at(id), role, elsewhere);
                        tried++;
                        // A malformed body, a missing If-Match or an unknown parameter is told before anything is
                        // looked up.
                        if (!Set.of(400, 404, 415, 428).contains(answer.statusCode())) {
                            leaks.add(operation.id() + " as " + role + " of " + elsewhere + ": " + answer.statusCode()
                                    + " " + answer.body());
                        }
                    }
                }
            }
        }
        assertThat(tried).isPositive();
        assertThat(leaks).isEmpty();
    }

    /** Something of the committee that the list shows to somebody who may see it there. */
    private Optional<JsonNode> thingOf(Operation list) throws Exception {
        for (String role : officials(list)) {
            for (JsonNode item : items(call(list, list.path() + "?limit=200", role, home(role)))) {
                if (COMMITTEE.equals(item.path("area").asString("")) && item.has("id")) {
                    return Optional.of(item);
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> officials(Operation operation) {
        return HOME.keySet().stream()
                .filter(operation.roles()::contains)
                .filter(role -> !role.equals("province-team"))
                .sorted()
                .toList();
    }

    private static List<String> areas(String role) {
        List<String> areas = new ArrayList<>(List.of(home(role)));
        areas.addAll(STRANGERS.getOrDefault(home(role), List.of()));
        return areas;
    }

    private static String home(String role) {
        return HOME.getOrDefault(role, COMMITTEE);
    }

    /** Whether one area lies in another: here by the codes, as all of these are of the city's regular ones. */
    private static boolean within(String code, String area) {
        String stem = area.equals(CITY)
                ? "31"
                : area.endsWith("000000") ? area.substring(0, 6) : area.endsWith("000") ? area.substring(0, 9) : area;
        return code.startsWith(stem);
    }

    private static List<JsonNode> items(HttpResponse<String> answer) {
        List<JsonNode> items = new ArrayList<>();
        if (answer.statusCode() == 200) {
            JsonMapper.shared().readTree(answer.body()).path("items").forEach(items::add);
        }
        return items;
    }

    private HttpResponse<String> call(Operation operation, String path, String role, String area) throws Exception {
        HttpRequest.Builder request = request(operation, path).header("Authorization", "Bearer " + token(role, area));
        if (!operation.purposes().isEmpty()) {
            request.header("X-Purpose", operation.purposes().iterator().next());
        }
        return platform.send(request);
    }

    private HttpRequest.Builder request(Operation operation, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports.get(operation.part()) + path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", operation.contentType())
                .method(
                        operation.method(),
                        operation.method().equals("GET") || operation.method().equals("DELETE")
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString("{}"));
    }

    private String token(String role, String area) throws IOException, InterruptedException {
        List<String> key = List.of(role, area);
        String known = tokens.get(key);
        if (known == null) {
            known = platform.token(
                    role,
                    "--area",
                    area,
                    "--resident",
                    NOTHING,
                    "--bureau",
                    "HLT",
                    "--facility",
                    "NONE",
                    "--firm",
                    "NONE",
                    "--team",
                    NOTHING);
            tokens.put(key, known);
        }
        return known;
    }
}
