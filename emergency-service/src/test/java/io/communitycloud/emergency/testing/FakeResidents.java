package io.communitycloud.emergency.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.communitycloud.common.events.areas.AreaTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The resident service as far as the emergency service asks it, over HTTP: it wants a token, a purpose where one is needed,
 * and tells nobody outside the area stated. It can be away.
 */
public final class FakeResidents {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Map<String, Resident> residents = new ConcurrentHashMap<>();
    private final AtomicInteger largest = new AtomicInteger();
    private final HttpServer server;
    private @Nullable AreaTree areas;
    private volatile boolean away;

    private record Resident(
            String id,
            String area,
            String household,
            String status,
            @Nullable String idNumber) {}

    public FakeResidents() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.createContext("/api/v1/residents/", this::read);
        server.createContext("/api/v1/lookups/matches", this::match);
        server.setExecutor(Thread::startVirtualThread);
        server.start();
    }

    String uri() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void knows(AreaTree tree) {
        areas = tree;
    }

    /** Registers somebody in a committee, in a household of her own. */
    public String lives(String id, String area) {
        residents.put(id, new Resident(id, area, "H-" + id, "ACTIVE", null));
        return id;
    }

    /** Registers somebody with her number. */
    public String lives(String id, String area, String idNumber) {
        residents.put(id, new Resident(id, area, "H-" + id, "ACTIVE", idNumber));
        return id;
    }

    public void isDead(String id, String area) {
        residents.put(id, new Resident(id, area, "H-" + id, "DECEASED", null));
    }

    public void goAway(boolean gone) {
        away = gone;
    }

    /** The most people anybody asked for at once. */
    public int largestMatch() {
        return largest.get();
    }

    private void read(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        Resident found = residents.get(path.substring(path.lastIndexOf('/') + 1));
        String scope = exchange.getRequestHeaders().getFirst("X-Scope-Area");
        AreaTree tree = areas;
        if (found == null || (scope != null && tree != null && !tree.within(found.area(), scope))) {
            answer(exchange, 404, "{}");
            return;
        }
        ObjectNode told = JSON.createObjectNode()
                .put("id", found.id())
                .put("masked", true)
                .put("name", "王*")
                .put("status", found.status())
                .put("area", found.area())
                .put("householdId", found.household());
        answer(exchange, 200, told.toString());
    }

    private void match(HttpExchange exchange) {
        if (!List.of("epidemic-control", "emergency")
                .contains(String.valueOf(exchange.getRequestHeaders().getFirst("X-Purpose")))) {
            answer(exchange, 403, "{}");
            return;
        }
        JsonNode asked;
        try {
            asked = JSON.readTree(exchange.getRequestBody().readAllBytes());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        largest.accumulateAndGet(asked.path("items").size(), Math::max);
        ObjectNode told = JSON.createObjectNode();
        ArrayNode items = told.putArray("items");
        for (JsonNode each : asked.path("items")) {
            ObjectNode item = items.addObject().put("ref", each.path("ref").asString());
            Resident found = residents.values().stream()
                    .filter(resident -> resident.idNumber() != null
                            && resident.idNumber().equals(each.path("idNumber").asString("")))
                    .findFirst()
                    .orElse(null);
            if (found == null) {
                item.put("by", "NOBODY")
                        .putNull("residentId")
                        .putNull("householdId")
                        .putNull("area");
            } else {
                item.put("by", "ID_NUMBER")
                        .put("residentId", found.id())
                        .put("householdId", found.household())
                        .put("area", found.area());
            }
        }
        answer(exchange, 200, told.toString());
    }

    private void answer(HttpExchange exchange, int status, String json) {
        String token = exchange.getRequestHeaders().getFirst("Authorization");
        int told = away ? 503 : token == null || !token.startsWith("Bearer ") ? 401 : status;
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(told, body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException callerGone) {
            throw new UncheckedIOException(callerGone);
        }
    }
}
