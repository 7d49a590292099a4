package io.communitycloud.exchange.migration;

import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.Refused;
import io.communitycloud.exchange.manifest.Manifest;
import io.communitycloud.exchange.manifest.Manifests;
import io.communitycloud.exchange.migration.Migrations.Sunset;
import io.communitycloud.exchange.migration.Migrations.Usage;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The migration register over HTTP. */
@RestController
@RequestMapping("/api/v1/legacy-systems/{systemId}/migrations")
class MigrationController {

    private static final ZoneId CITY = ZoneId.of("Asia/Shanghai");

    private final Migrations migrations;
    private final Manifests manifests;
    private final PublishedPaths published;
    private final Clock clock;

    MigrationController(Migrations migrations, Manifests manifests, PublishedPaths published, Clock clock) {
        this.migrations = migrations;
        this.manifests = manifests;
        this.published = published;
        this.clock = clock;
    }

    /** What takes the place of a system's operations, how far that has come, and who still calls the old one. */
    @GetMapping
    Page<MigrationView> listMigrations(@PathVariable String systemId) {
        Manifest manifest =
                manifests.find(systemId).orElseThrow(Refused::notFound).manifest();
        migrations.write();
        return new Page<>(
                manifest.migrations().stream()
                        .map(each -> view(manifest.id(), each))
                        .toList(),
                null);
    }

    /** Ends an old operation on a day; refused while a bureau still calls it, and while its successor is not there. */
    @PostMapping("/{operation}/sunsets")
    ResponseEntity<MigrationView> sunsetMigration(
            @PathVariable String systemId, @PathVariable String operation, @Valid @RequestBody SunsetForm body) {
        Manifest manifest =
                manifests.find(systemId).orElseThrow(Refused::notFound).manifest();
        Manifest.Migration migration = manifest.migrations().stream()
                .filter(each -> each.operation().equals(operation))
                .findFirst()
                .orElseThrow(Refused::notFound);
        if (body.on().isBefore(LocalDate.ofInstant(clock.instant(), CITY))) {
            throw InvalidRequest.field("/on", "out-of-range");
        }
        if (!published.include(migration.replacement())) {
            throw new Refused(new NotBuilt(migration.replacement()));
        }
        migrations.write();
        Usage usage = migrations.usage(systemId, operation);
        if (!usage.bureaus().isEmpty()) {
            throw new Refused(new StillCalled(usage.bureaus()));
        }
        migrations.end(systemId, operation, new Sunset(body.on(), body.reason()));
        return ResponseEntity.status(201).body(view(systemId, migration));
    }

    private MigrationView view(String systemId, Manifest.Migration migration) {
        Usage usage = migrations.usage(systemId, migration.operation());
        Sunset sunset = migrations.sunset(systemId, migration.operation()).orElse(null);
        return new MigrationView(
                "/legacy/" + systemId + "/" + migration.operation(),
                migration.replacement(),
                published.include(migration.replacement()),
                migration.cutOver(),
                sunset == null ? null : sunset.on(),
                usage.oldCalls(),
                usage.newCalls(),
                usage.shareMoved(),
                usage.lastCaller(),
                usage.lastCallAt(),
                usage.callers().entrySet().stream()
                        .map(each -> new CallerView(each.getKey(), each.getValue()))
                        .toList());
    }

    /**
     * When an operation is to end.
     *
     * @param reason shown to whoever calls it later
     */
    record SunsetForm(
            LocalDate on, @NotBlank @Size(max = 500) String reason) {}

    /**
     * An operation and its successor; calls are those of the last thirty days.
     *
     * @param operation the address of the old one
     * @param replacement method and path of the new one
     * @param published whether the new one is in our documents; otherwise it is planned
     * @param cutOver the day it is planned for
     * @param sunsetOn the day it is decided for
     * @param shareMoved of a hundred calls, those to the new one; null where nobody called either
     */
    record MigrationView(
            String operation,
            String replacement,
            boolean published,
            @Nullable LocalDate cutOver,
            @Nullable LocalDate sunsetOn,
            long oldCalls,
            long newCalls,
            @Nullable Integer shareMoved,
            @Nullable String lastCaller,
            @Nullable Instant lastCallAt,
            List<CallerView> callers) {}

    /** Who still calls the old one. */
    record CallerView(String caller, Instant lastCallAt) {}
}
