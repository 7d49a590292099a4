package io.communitycloud.emergency.activation;

import io.communitycloud.common.events.store.Claims;
import io.communitycloud.common.events.store.Creations;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.Refused;
import io.communitycloud.emergency.activation.ActivationEvent.Outcome;
import io.communitycloud.emergency.incident.Incident;
import io.communitycloud.emergency.plan.Plan;
import io.communitycloud.emergency.plan.PlanVersion;
import io.communitycloud.emergency.plan.Plans;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Activates plans: of one plan for one incident, one activation at a time.
 *
 * <p>That there is one is a claim, made before the activation is written and given back when it ends.
 */
@Service
class ActivatingPlans {

    private final Plans plans;
    private final Activations activations;
    private final Creations creations;
    private final Claims claims;
    private final Clock clock;

    ActivatingPlans(Plans plans, Activations activations, Creations creations, Claims claims, Clock clock) {
        this.plans = plans;
        this.activations = activations;
        this.creations = creations;
        this.claims = claims;
        this.clock = clock;
    }

    Activation activate(Plan plan, Incident incident, @Nullable IdempotencyKey key, String by) {
        return creations.once(key, id -> activations.find(id, Scope.everything()), id -> {
            PlanVersion version =
                    plans.inForce(plan).orElseThrow(() -> new Refused(ActivationRefusal.NOTHING_IN_FORCE));
            Activation started = Activation.start(id, plan, version, incident, by, clock.instant());
            String place = placeOf(plan.id(), incident.id());
            Claims.Outcome claimed = claims.claim(place, place, id, this::runs);
            if (!(claimed instanceof Claims.Outcome.Won won) || !won.target().equals(id)) {
                throw new Refused(ActivationRefusal.ACTIVE_ALREADY);
            }
            activations.save(started);
            return started;
        });
    }

    Activation end(Activation activation, Scope scope, @Nullable IdempotencyKey key, Outcome how, String because) {
        Activation ended =
                activations.act(activation.id(), scope, key, found -> found.end(how, because, clock.instant()));
        claims.release(placeOf(ended.plan(), ended.incident()), ended.id());
        return ended;
    }

    private boolean runs(String id) {
        return activations
                .find(id, Scope.everything())
                .filter(Activation::isRunning)
                .isPresent();
    }

    private static String placeOf(String plan, String incident) {
        return "activation:" + plan + ":" + incident;
    }
}
