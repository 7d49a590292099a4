package io.communitycloud.emergency.keyperson;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.identity.Unmasking;
import io.communitycloud.common.privacy.AccessRecords;
import io.communitycloud.common.privacy.Masks;
import io.communitycloud.common.web.Etags;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.common.web.Refused;
import io.communitycloud.emergency.keyperson.PersonSecrets.Opened;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The people of lists over HTTP: each committee's own, masked, one opened at a time. */
@RestController
@RequestMapping("/api/v1/key-persons")
class KeyPersonController {

    /** What a mask hides; an access record names them. */
    private static final Set<String> PERSONAL = Set.of("name", "idNumber", "phone", "address");

    private final KeyPersons persons;
    private final PersonSecrets secrets;
    private final CountingAnswers counting;
    private final Unmasking unmasking;
    private final AccessRecords accesses;
    private final AreaTree areas;
    private final Clock clock;

    KeyPersonController(
            KeyPersons persons,
            PersonSecrets secrets,
            CountingAnswers counting,
            Unmasking unmasking,
            AccessRecords accesses,
            AreaTree areas,
            Clock clock) {
        this.persons = persons;
        this.secrets = secrets;
        this.counting = counting;
        this.unmasking = unmasking;
        this.accesses = accesses;
        this.areas = areas;
        this.clock = clock;
    }

    /** Those of the caller's area and below, the first due first; always masked. */
    @GetMapping
    Page<KeyPersonView> listKeyPersons(
            @RequestParam(defaultValue = "OPEN") KeyPerson.State state,
            @RequestParam(required = false) @Nullable @Size(min = 1, max = 64) String list,
            PageRequest page,
            Scope scope) {
        Page<KeyPerson> found =
                list == null ? persons.inState(state, scope, page) : persons.ofList(list, state, scope, page);
        return found.map(this::masked);
    }

    /** One of them; in clear to whom role and purpose open her, after the look is on record. */
    @GetMapping("/{id}")
    ResponseEntity<KeyPersonView> readKeyPerson(@PathVariable String id, Scope scope, Caller caller) {
        KeyPerson person = persons.require(id, scope);
        if (!unmasking.permits("readKeyPerson", caller)) {
            return Etags.answer(masked(person), person.version(), "masked");
        }
        String resident = person.resident();
        if (resident == null) {
            accesses.require(caller, "readKeyPerson", "key-person", person.area(), person.id(), PERSONAL);
        } else {
            accesses.require(caller, "readKeyPerson", "resident", person.area(), resident, PERSONAL);
        }
        return Etags.answer(
                KeyPersonView.of(person, secrets.open(person.id(), person.person()), false), person.version(), "full");
    }

    /** Answers for one of them. */
    @PostMapping("/{id}/answers")
    ResponseEntity<KeyPersonView> answerForKeyPerson(
            @PathVariable String id,
            @Valid @RequestBody NewAnswer body,
            @Nullable IdempotencyKey key,
            Scope scope,
            Caller caller) {
        Instant now = clock.instant();
        KeyPerson person = persons.act(
                id,
                scope,
                key,
                found -> found.answer(
                        new KeyPerson.Answer(body.outcome(), body.orderId(), body.note(), caller.subject(), now)));
        counting.count(person.list(), person.area(), now);
        return created(person);
    }

    /** Hands one of them to another area of the caller's. */
    @PostMapping("/{id}/assignments")
    ResponseEntity<KeyPersonView> assignKeyPerson(
            @PathVariable String id,
            @Valid @RequestBody NewAssignment body,
            @Nullable IdempotencyKey key,
            Scope scope,
            Caller caller) {
        List<String> path = areas.scopeOf(body.area(), "/area", scope);
        return handed(id, body.area(), path, body.reason(), key, scope, caller);
    }

    /** Hands one back that is in the wrong committee: the area above has her then. */
    @PostMapping("/{id}/returns")
    ResponseEntity<KeyPersonView> returnKeyPerson(
            @PathVariable String id,
            @Valid @RequestBody NewReturn body,
            @Nullable IdempotencyKey key,
            Scope scope,
            Caller caller) {
        KeyPerson person = persons.find(id, scope).orElseThrow(Refused::notFound);
        List<String> path = areas.scopeOf(person.area(), "");
        List<String> above = path.size() > 1 ? path.subList(0, path.size() - 1) : path;
        return handed(id, above.getLast(), above, body.reason(), key, scope, caller);
    }

    private ResponseEntity<KeyPersonView> handed(
            String id,
            String to,
            List<String> path,
            String reason,
            @Nullable IdempotencyKey key,
            Scope scope,
            Caller caller) {
        Instant now = clock.instant();
        KeyPerson before = persons.require(id, scope);
        counting.ensure(before.list(), to, now);
        KeyPerson person = persons.act(id, scope, key, found -> found.assign(to, path, reason, caller.subject(), now));
        counting.count(before.list(), before.area(), now);
        counting.count(person.list(), person.area(), now);
        return created(person);
    }

    private ResponseEntity<KeyPersonView> created(KeyPerson person) {
        return ResponseEntity.created(URI.create("/api/v1/key-persons/" + person.id()))
                .eTag(Etags.of(person.version(), "masked"))
                .body(masked(person));
    }

    private KeyPersonView masked(KeyPerson person) {
        Opened opened = secrets.open(person.id(), person.person());
        return KeyPersonView.of(
                person,
                new Opened(
                        Masks.name(opened.name()),
                        opened.idNumber() == null ? null : Masks.number(opened.idNumber()),
                        opened.phone() == null ? null : Masks.phone(opened.phone()),
                        opened.address() == null ? null : Masks.address(opened.address())),
                true);
    }

    /** @param orderId the quarantine order that follows, where one does */
    record NewAnswer(
            KeyPerson.@NotNull Outcome outcome,
            @Nullable @Size(min = 1, max = 64) String orderId,
            @Nullable @Size(min = 1, max = 200) String note) {}

    record NewAssignment(
            @NotNull @Pattern(regexp = "[0-9]{12}") String area,
            @NotBlank @Size(max = 200) String reason) {}

    record NewReturn(@NotBlank @Size(max = 200) String reason) {}

    /**
     * A person of a list as she is shown.
     *
     * @param residentId who she is among the residents, null where she was not found
     */
    record KeyPersonView(
            String id,
            String listId,
            String bureau,
            String area,
            boolean exercise,
            boolean masked,
            String name,
            @Nullable String idNumber,
            @Nullable String phone,
            @Nullable String address,
            @Nullable String fromArea,
            @Nullable String policyId,
            Instant arrivedAt,
            MatchedBy matchedBy,
            @Nullable String residentId,
            @Nullable String householdId,
            KeyPerson.State state,
            Instant due,
            KeyPerson.@Nullable Outcome outcome,
            @Nullable String orderId,
            @Nullable String note,
            @Nullable Instant answeredAt,
            List<KeyPerson.Assignment> assignments,
            Instant createdAt,
            Instant updatedAt) {

        static KeyPersonView of(KeyPerson person, Opened shown, boolean masked) {
            KeyPerson.Answer answer = person.answer();
            return new KeyPersonView(
                    person.id(),
                    person.list(),
                    person.bureau(),
                    person.area(),
                    person.exercise(),
                    masked,
                    shown.name(),
                    shown.idNumber(),
                    shown.phone(),
                    shown.address(),
                    person.fromArea(),
                    person.policyId(),
                    person.arrivedAt(),
                    person.matchedBy(),
                    person.resident(),
                    person.household(),
                    person.progress(),
                    person.due(),
                    answer == null ? null : answer.outcome(),
                    answer == null ? null : answer.orderId(),
                    answer == null ? null : answer.note(),
                    answer == null ? null : answer.at(),
                    person.assignments(),
                    person.createdAt(),
                    person.updatedAt());
        }
    }
}
