package io.communitycloud.resident.resident;

import io.communitycloud.common.events.store.Creations;
import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.IfMatch;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.MergePatch;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.resident.area.CityDay;
import io.communitycloud.resident.identifier.IdType;
import io.communitycloud.resident.identifier.Sex;
import io.communitycloud.resident.resident.MovingResidents.MoveResident;
import io.communitycloud.resident.resident.RegisteringResidents.RegisterResident;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Residents over HTTP. */
@RestController
@RequestMapping("/api/v1/residents")
class ResidentController {

    private final Residents residents;
    private final RegisteringResidents registering;
    private final MovingResidents moving;
    private final ShowingResidents showing;
    private final Creations creations;
    private final MergePatch patches;
    private final CityDay day;

    ResidentController(
            Residents residents,
            RegisteringResidents registering,
            MovingResidents moving,
            ShowingResidents showing,
            Creations creations,
            MergePatch patches,
            CityDay day) {
        this.residents = residents;
        this.registering = registering;
        this.moving = moving;
        this.showing = showing;
        this.creations = creations;
        this.patches = patches;
        this.day = day;
    }

    @PostMapping
    ResponseEntity<ResidentView> registerResident(
            @Valid @RequestBody Registration body, @Nullable IdempotencyKey key, Scope scope, Caller caller) {
        RegisterResident command = body.command();
        Resident resident = creations.once(
                key, id -> residents.find(id, Scope.everything()), id -> registering.register(id, command, scope));
        ResidentView shown = showing.show(resident, caller, "registerResident");
        return ResponseEntity.created(URI.create("/api/v1/residents/" + resident.id()))
                .eTag(ShowingResidents.etag(resident, shown))
                .body(shown);
    }

    @GetMapping("/{id}")
    ResponseEntity<ResidentView> readResident(@PathVariable String id, Scope scope, Caller caller) {
        return answer(residents.require(id, scope), caller, "readResident");
    }

    /** The residents of the caller's scope, newest first, or those of one household or dwelling. */
    @GetMapping
    Page<ResidentView> listResidents(
            @RequestParam(required = false) @Nullable @Size(min = 1, max = 64) String household,
            @RequestParam(required = false) @Nullable @Size(min = 1, max = 64) String dwelling,
            PageRequest page,
            Scope scope,
            Caller caller) {
        if (household != null && dwelling != null) {
            throw InvalidRequest.parameter("dwelling", "not-with-household");
        }
        Page<Resident> found;
        if (household != null) {
            found = residents.ofHousehold(household, scope, page);
        } else if (dwelling != null) {
            found = residents.ofDwelling(dwelling, scope, page);
        } else {
            found = residents.newest(scope, page);
        }
        return showing.show(found, caller, "listResidents");
    }

    @PatchMapping(path = "/{id}", consumes = "application/merge-patch+json")
    ResponseEntity<ResidentView> correctResident(
            @PathVariable String id,
            IfMatch version,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = PersonForm.class)))
                    @RequestBody
                    JsonNode patch,
            Scope scope,
            Caller caller) {
        Resident resident =
                registering.correct(id, scope, version, held -> patches.apply(held, patch, PersonForm.class));
        return answer(resident, caller, "correctResident");
    }

    /** Takes a person out of the register who left the city or was entered by mistake. */
    @DeleteMapping("/{id}")
    ResponseEntity<Void> removeResident(@PathVariable String id, IfMatch version, Scope scope) {
        registering.remove(id, scope, version);
        return ResponseEntity.noContent().build();
    }

    /** Moves a person into another household; from then on she belongs to its committee. */
    @PostMapping("/{id}/moves")
    ResponseEntity<DwellingLink> moveResident(
            @PathVariable String id, @Valid @RequestBody Move body, @Nullable IdempotencyKey key, Scope scope) {
        DwellingLink link = moving.move(id, body.command(), key, scope);
        return ResponseEntity.created(URI.create("/api/v1/residents/" + id + "/moves"))
                .body(link);
    }

    /** The households and dwellings a person lived in, oldest first. */
    @GetMapping("/{id}/moves")
    Page<DwellingLink> listMoves(
            @PathVariable String id, @RequestParam(required = false) @Nullable LocalDate on, Scope scope) {
        Resident resident = residents.require(id, scope);
        if (on == null) {
            return new Page<>(resident.links(), null);
        }
        DwellingLink link = resident.linkOn(on);
        return new Page<>(link == null ? List.of() : List.of(link), null);
    }

    @PostMapping("/{id}/deaths")
    ResponseEntity<ResidentView> recordDeath(
            @PathVariable String id,
            @Valid @RequestBody Death body,
            @Nullable IdempotencyKey key,
            Scope scope,
            Caller caller) {
        Resident resident = residents.act(id, scope, key, found -> found.die(body.on(), day.today()));
        ResidentView shown = showing.show(resident, caller, "recordDeath");
        return ResponseEntity.created(URI.create("/api/v1/residents/" + id))
                .eTag(ShowingResidents.etag(resident, shown))
                .body(shown);
    }

    private ResponseEntity<ResidentView> answer(Resident resident, Caller caller, String operation) {
        ResidentView shown = showing.show(resident, caller, operation);
        return ResponseEntity.ok().eTag(ShowingResidents.etag(resident, shown)).body(shown);
    }

    /** A person to be entered into the register. */
    record Registration(
            @NotBlank @Size(max = 60) String name,
            @NotNull IdType idType,
            @NotBlank @Size(max = 30) String idNumber,
            @Nullable Sex sex,
            @Nullable LocalDate birthDate,

            @Nullable @Pattern(regexp = "0[1-9]|[1-4][0-9]|5[0-6]|97|98")
            String ethnic,

            @Nullable @Size(max = 20) String phone,
            @NotNull ResidenceKind residence,
            @Nullable @Pattern(regexp = "[0-9]{12}") String area,
            @Nullable @Size(min = 1, max = 64) String householdId,
            @Nullable @Pattern(regexp = "[0-8]") String relation,
            @Nullable LocalDate since) {

        RegisterResident command() {
            if (area == null && householdId == null) {
                throw InvalidRequest.field("/area", "required");
            }
            if (householdId == null && (relation != null || since != null)) {
                throw InvalidRequest.field(relation == null ? "/since" : "/relation", "only-with-household");
            }
            return new RegisterResident(
                    new PersonForm(name, idType, idNumber, sex, birthDate, ethnic, phone, residence),
                    area,
                    householdId,
                    relation,
                    since);
        }
    }

    /** A move into another household. */
    record Move(
            @NotBlank @Size(max = 64) String householdId,
            @Nullable @Pattern(regexp = "[0-8]") String relation,
            @Nullable LocalDate on) {

        MoveResident command() {
            return new MoveResident(householdId, relation, on);
        }
    }

    /** A death. */
    record Death(@NotNull LocalDate on) {}
}
