package io.communitycloud.emergency.activation;

import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Etags;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.common.web.Refused;
import io.communitycloud.emergency.activation.ActivationEvent.Outcome;
import io.communitycloud.emergency.incident.Incident;
import io.communitycloud.emergency.incident.Incidents;
import io.communitycloud.emergency.plan.Plan;
import io.communitycloud.emergency.plan.Plans;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Activations over HTTP. */
@RestController
@RequestMapping("/api/v1/plans/{id}/activations")
class ActivationController {

    private final Plans plans;
    private final Incidents incidents;
    private final Activations activations;
    private final ActivatingPlans activating;
    private final Clock clock;

    ActivationController(
            Plans plans, Incidents incidents, Activations activations, ActivatingPlans activating, Clock clock) {
        this.plans = plans;
        this.incidents = incidents;
        this.activations = activations;
        this.activating = activating;
        this.clock = clock;
    }

    /** Activates the plan for an incident: every step is asked of its owner, and watched to its end. */
    @PostMapping
    ResponseEntity<ActivationView> activatePlan(
            @PathVariable String id,
            @Valid @RequestBody ActivationOrder body,
            @Nullable IdempotencyKey key,
            Caller caller,
            Scope scope) {
        Plan plan = plans.require(id, scope);
        Incident incident = incidents
                .find(body.incidentId(), scope)
                .orElseThrow(() -> InvalidRequest.field("/incidentId", "unknown-incident"));
        return created(activating.activate(plan, incident, key, caller.subject()));
    }

    /** The activations of the plan, the newest first. */
    @GetMapping
    Page<ActivationView> listActivations(@PathVariable String id, PageRequest page, Scope scope) {
        return activations.of(plans.require(id, scope), page).map(ActivationView::of);
    }

    @GetMapping("/{activation}")
    ResponseEntity<ActivationView> readActivation(
            @PathVariable String id, @PathVariable String activation, Scope scope) {
        Activation found = require(id, activation, scope);
        return ResponseEntity.ok().eTag(Etags.of(found.version(), "full")).body(ActivationView.of(found));
    }

    /** Ends it because it has served its end; what it began is undone by its owners. */
    @PostMapping("/{activation}/completions")
    ResponseEntity<ActivationView> completeActivation(
            @PathVariable String id,
            @PathVariable String activation,
            @Valid @RequestBody ActivationEnding body,
            @Nullable IdempotencyKey key,
            Scope scope) {
        return created(activating.end(require(id, activation, scope), scope, key, Outcome.COMPLETED, body.reason()));
    }

    /** Gives it up; what it began is undone by its owners. */
    @PostMapping("/{activation}/abortions")
    ResponseEntity<ActivationView> abortActivation(
            @PathVariable String id,
            @PathVariable String activation,
            @Valid @RequestBody ActivationEnding body,
            @Nullable IdempotencyKey key,
            Scope scope) {
        return created(activating.end(require(id, activation, scope), scope, key, Outcome.ABORTED, body.reason()));
    }

    /** Undoes one step by decision of a person. */
    @PostMapping("/{activation}/steps/{step}/compensations")
    ResponseEntity<ActivationView> compensateStep(
            @PathVariable String id,
            @PathVariable String activation,
            @PathVariable String step,
            @Valid @RequestBody ActivationEnding body,
            @Nullable IdempotencyKey key,
            Scope scope) {
        Activation found = require(id, activation, scope);
        return created(activations.act(
                found.id(), scope, key, running -> running.compensate(step, body.reason(), clock.instant())));
    }

    private Activation require(String plan, String id, Scope scope) {
        Activation found = activations.require(id, scope);
        if (!found.plan().equals(plan)) {
            throw Refused.notFound();
        }
        return found;
    }

    private static ResponseEntity<ActivationView> created(Activation activation) {
        return ResponseEntity.created(
                        URI.create("/api/v1/plans/" + activation.plan() + "/activations/" + activation.id()))
                .eTag(Etags.of(activation.version(), "full"))
                .body(ActivationView.of(activation));
    }

    /** The incident it is activated for; it is an exercise where the incident is one. */
    record ActivationOrder(@NotBlank @Size(max = 40) String incidentId) {}

    /** Why it ends. */
    record ActivationEnding(@NotBlank @Size(max = 200) String reason) {}

    /** An activation as it is shown. */
    record ActivationView(
            String id,
            String planId,
            int planVersion,
            String incidentId,
            String caseNumber,
            String area,
            boolean exercise,
            boolean running,
            @Nullable Outcome outcome,
            @Nullable String reason,
            String startedBy,
            Instant startedAt,
            @Nullable Instant endedAt,
            List<ActivationStepView> steps) {

        static ActivationView of(Activation activation) {
            return new ActivationView(
                    activation.id(),
                    activation.plan(),
                    activation.planVersion(),
                    activation.incident(),
                    activation.caseNumber(),
                    activation.area(),
                    activation.exercise(),
                    activation.isRunning(),
                    activation.outcome(),
                    activation.reason(),
                    activation.by(),
                    activation.createdAt(),
                    activation.endedAt(),
                    activation.steps().stream().map(ActivationStepView::of).toList());
        }
    }

    /** A step as it is shown. */
    record ActivationStepView(
            String step,
            StepKind kind,
            String target,
            Instant deadline,
            StepState state,
            @Nullable String answer,
            @Nullable Instant answeredAt,
            @Nullable Instant endedAt,
            @Nullable String code,
            boolean late) {

        static ActivationStepView of(ActivationStep step) {
            return new ActivationStepView(
                    step.step(),
                    step.kind(),
                    step.target(),
                    step.deadline(),
                    step.state(),
                    step.answer(),
                    step.answeredAt(),
                    step.endedAt(),
                    step.code(),
                    step.late());
        }
    }
}
