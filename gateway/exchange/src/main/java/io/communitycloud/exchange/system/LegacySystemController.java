package io.communitycloud.exchange.system;

import io.communitycloud.common.web.Cursor;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.common.web.Refused;
import io.communitycloud.exchange.isolation.Lane;
import io.communitycloud.exchange.isolation.Lanes;
import io.communitycloud.exchange.isolation.SystemState;
import io.communitycloud.exchange.manifest.Manifest;
import io.communitycloud.exchange.manifest.Manifests;
import io.communitycloud.exchange.manifest.Rejection;
import io.communitycloud.exchange.migration.Migrations;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** The legacy systems over HTTP. */
@RestController
@RequestMapping("/api/v1/legacy-systems")
class LegacySystemController {

    private final Manifests manifests;
    private final Lanes lanes;
    private final Migrations migrations;

    LegacySystemController(Manifests manifests, Lanes lanes, Migrations migrations) {
        this.manifests = manifests;
        this.lanes = lanes;
        this.migrations = migrations;
    }

    /** All legacy systems by their ids, each with its state. */
    @GetMapping
    Page<SystemView> listLegacySystems(PageRequest page) {
        Cursor cursor = page.cursor();
        String after = cursor == null ? "" : cursor.keys().getLast();
        Map<String, Integer> moved = migrations.sharesMoved();
        List<Lane> rest = lanes.all().stream()
                .sorted(Comparator.comparing(Lane::systemId))
                .filter(lane -> lane.systemId().compareTo(after) > 0)
                .toList();
        List<SystemView> items =
                rest.stream().limit(page.limit()).map(lane -> view(lane, moved)).toList();
        boolean more = rest.size() > items.size();
        return new Page<>(items, more ? Cursor.of(items.getLast().id()).encode() : null);
    }

    /** One system with its operations. */
    @GetMapping("/{systemId}")
    SystemDetails readLegacySystem(@PathVariable String systemId) {
        Lane lane = lanes.find(systemId).orElseThrow(Refused::notFound);
        Manifest manifest = lane.served().manifest();
        return new SystemDetails(
                view(lane, migrations.sharesMoved()),
                lane.served().file(),
                lane.served().since(),
                manifest.operations().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(each -> operation(each.getKey(), each.getValue()))
                        .toList());
    }

    /** The manifest files that are not served, each with the line and the reason. */
    @GetMapping("/manifest-rejections")
    Page<Rejection> listManifestRejections() {
        return new Page<>(manifests.rejections(), null);
    }

    private static SystemView view(Lane lane, Map<String, Integer> moved) {
        Manifest manifest = lane.served().manifest();
        return new SystemView(
                manifest.id(),
                manifest.version(),
                manifest.name(),
                manifest.bureau(),
                manifest.owner(),
                manifest.holds(),
                manifest.protocol(),
                manifest.encoding(),
                lane.state(),
                lane.lastAnswer(),
                new LatencyView(
                        manifest.latencyMs().p50(),
                        manifest.latencyMs().p95(),
                        measured(lane.p50()),
                        measured(lane.p95())),
                manifest.hours(),
                manifest.closed(),
                new QuotaView(manifest.limits().qps(), lane.mostCalls(), lane.callsUnderWay()),
                personReads(manifest),
                moved.get(manifest.id()));
    }

    private static List<String> personReads(Manifest manifest) {
        return manifest.operations().entrySet().stream()
                .filter(each -> each.getValue().personal() && each.getValue().kind() == Manifest.Kind.READ)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private static @Nullable Long measured(long millis) {
        return millis < 0 ? null : millis;
    }

    private static OperationView operation(String id, Manifest.Operation operation) {
        return new OperationView(
                id,
                operation.title(),
                operation.kind(),
                operation.personal(),
                new TreeSet<>(operation.access().roles()),
                new TreeSet<>(operation.access().purposes()),
                operation.request(),
                operation.answer());
    }

    /**
     * A legacy system.
     *
     * @param owner the service that holds with us what it holds
     * @param holds what the two have in common
     * @param quota what it bears
     * @param personReads the operations that tell what it knows of one person
     * @param shareMoved of a hundred calls of the last thirty days, those that went to a successor; null where none was made
     */
    record SystemView(
            String id,
            int version,
            Manifest.Name name,
            String bureau,
            String owner,
            List<String> holds,
            String protocol,
            String encoding,
            SystemState state,
            @Nullable Instant lastAnswerAt,
            LatencyView latency,
            List<Manifest.Hours> hours,
            List<Manifest.Hours> closed,
            QuotaView quota,
            List<String> personReads,
            @Nullable Integer shareMoved) {}

    /** In milliseconds; what is normal, and what the last calls took. */
    record LatencyView(
            long normalP50,
            long normalP95,
            @Nullable Long p50,
            @Nullable Long p95) {}

    /** Calls a second, calls at once, and those under way. */
    record QuotaView(@Nullable Integer qps, int concurrency, int underWay) {}

    /** A system with all that its manifest says to callers. */
    record SystemDetails(SystemView system, String manifest, Instant servedSince, List<OperationView> operations) {}

    /** An operation with its schemas (JSON Schema 2020-12). */
    record OperationView(
            String id,
            Manifest.Name title,
            Manifest.Kind kind,
            boolean personal,
            Set<String> roles,
            Set<String> purposes,
            @Schema(type = "object") ObjectNode request,
            @Schema(type = "object") ObjectNode answer) {}
}
