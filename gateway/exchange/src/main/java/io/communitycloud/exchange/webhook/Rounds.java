package io.communitycloud.exchange.webhook;

import io.communitycloud.common.identity.Scope;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Works off what is due: a few of each webhook at a time, so that one that hangs does not keep the others waiting. */
@Service
class Rounds {

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
    private static final int LOOKED_AT = 200;
    private static final int OF_ONE_WEBHOOK = 5;
    private static final int AT_ONCE = 20;
    private static final Duration WHILE_PAUSED = Duration.ofMinutes(5);

    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final Callout callout;
    private final Clock clock;

    Rounds(Webhooks webhooks, Deliveries deliveries, Callout callout, Clock clock) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.callout = callout;
        this.clock = clock;
    }

    /** Tries some of what is due; how many. */
    int next() {
        Map<String, Integer> ofWebhook = new HashMap<>();
        List<Delivery> chosen = deliveries.due(clock.instant(), LOOKED_AT).stream()
                .filter(each -> ofWebhook.merge(each.webhook(), 1, Integer::sum) <= OF_ONE_WEBHOOK)
                .limit(AT_ONCE)
                .toList();
        List<Future<?>> tried = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            chosen.forEach(delivery -> tried.add(callers.submit(() -> tryOne(delivery))));
        }
        for (Future<?> each : tried) {
            try {
                each.get();
            } catch (ExecutionException failure) {
                LOG.warn("A delivery goes on in a moment", failure.getCause());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return 0;
            }
        }
        return chosen.size();
    }

    private void tryOne(Delivery delivery) {
        Optional<Webhook> webhook = webhooks.find(delivery.webhook(), Scope.everything());
        Instant now = clock.instant();
        WebhookState state = webhook.map(Webhook::webhookState).orElse(WebhookState.REMOVED);
        switch (state) {
            case PAUSED -> deliveries.postpone(delivery, now.plus(WHILE_PAUSED));
            case REMOVED -> deliveries.attempted(delivery, delivery.givenUp("removed", now));
            case ACTIVE -> deliveries.attempted(delivery, attempt(webhook.orElseThrow(), delivery));
        }
    }

    private Delivery attempt(Webhook webhook, Delivery delivery) {
        try {
            int status = callout.call(webhook, delivery);
            return delivery.answered(status, clock.instant());
        } catch (Targets.NotPublic leadsInside) {
            return delivery.failed(null, "address-not-public", clock.instant());
        } catch (IOException | RuntimeException failure) {
            // The kind alone: a message may repeat what the other side sent.
            return delivery.failed(null, failure.getClass().getSimpleName(), clock.instant());
        }
    }
}
