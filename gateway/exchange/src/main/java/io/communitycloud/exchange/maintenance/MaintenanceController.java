package io.communitycloud.exchange.maintenance;

import io.communitycloud.common.events.store.Creations;
import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.identity.autoconfigure.IdentityProperties;
import io.communitycloud.common.web.Etags;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Maintenance windows over HTTP. */
@RestController
@RequestMapping("/api/v1/maintenance-windows")
class MaintenanceController {

    private final MaintenanceWindows windows;
    private final Creations creations;
    private final IdentityProperties identity;
    private final Clock clock;

    MaintenanceController(MaintenanceWindows windows, Creations creations, IdentityProperties identity, Clock clock) {
        this.windows = windows;
        this.creations = creations;
        this.identity = identity;
        this.clock = clock;
    }

    /** Announces a window; calls in it are answered 503 with its end and its reason in the caller's language. */
    @PostMapping
    ResponseEntity<WindowView> announceMaintenance(
            @Valid @RequestBody Announcement body, @Nullable IdempotencyKey key, Caller caller, Scope scope) {
        if (!body.from().isBefore(body.until())) {
            throw InvalidRequest.field("/until", "out-of-range");
        }
        MaintenanceWindow window = creations.once(key, id -> windows.find(id, Scope.everything()), id -> {
            MaintenanceWindow announced = MaintenanceWindow.announce(
                    id,
                    identity.city(),
                    body.kind(),
                    body.target(),
                    body.from(),
                    body.until(),
                    new MaintenanceWindow.ReasonTexts(
                            body.reason().zh(), body.reason().en()),
                    caller.subject(),
                    clock.instant());
            windows.save(announced);
            return announced;
        });
        return ResponseEntity.created(URI.create("/api/v1/maintenance-windows/" + window.id()))
                .eTag(Etags.of(window.version(), "full"))
                .body(WindowView.of(window));
    }

    @GetMapping("/{id}")
    ResponseEntity<WindowView> readMaintenance(@PathVariable String id, Scope scope) {
        return answer(windows.require(id, scope));
    }

    @GetMapping
    Page<WindowView> listMaintenances(
            @RequestParam(required = false) @Nullable @Size(max = 60) String target, PageRequest page, Scope scope) {
        return windows.page(target, scope, page).map(WindowView::of);
    }

    /** Ends a window before its time. */
    @PostMapping("/{id}/ends")
    ResponseEntity<WindowView> endMaintenance(@PathVariable String id, @Nullable IdempotencyKey key, Scope scope) {
        return answer(windows.act(id, scope, key, window -> window.end(clock.instant())));
    }

    private static ResponseEntity<WindowView> answer(MaintenanceWindow window) {
        return Etags.answer(WindowView.of(window), window.version(), "full");
    }

    /** A window to be announced. */
    record Announcement(
            @NotNull MaintenanceKind kind,

            @NotNull @Pattern(regexp = "[A-Za-z][A-Za-z0-9-]{1,59}")
            String target,

            @NotNull Instant from,
            @NotNull @Future Instant until,
            @NotNull @Valid Texts reason) {}

    /** Why, for the public, in both languages. */
    record Texts(
            @NotBlank @Size(max = 500) String zh,
            @NotBlank @Size(max = 500) String en) {}

    /** A window as it is shown. */
    record WindowView(
            String id,
            MaintenanceKind kind,
            String target,
            Instant from,
            Instant until,
            MaintenanceWindow.ReasonTexts reason,
            String announcedBy,
            boolean ended,
            Instant createdAt,
            Instant updatedAt) {

        static WindowView of(MaintenanceWindow window) {
            return new WindowView(
                    window.id(),
                    window.kind(),
                    window.target(),
                    window.from(),
                    window.until(),
                    window.reason(),
                    window.announcedBy(),
                    window.isEnded(),
                    window.createdAt(),
                    window.updatedAt());
        }
    }
}
