package io.communitycloud.exchange.operation;

import io.communitycloud.common.events.Ids;
import io.communitycloud.common.events.store.Creations;
import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.Refusal;
import io.communitycloud.common.web.Refused;
import io.communitycloud.exchange.answer.OperationAnswer;
import io.communitycloud.exchange.isolation.Barred;
import io.communitycloud.exchange.isolation.Lane;
import io.communitycloud.exchange.isolation.Lanes;
import io.communitycloud.exchange.manifest.Manifest;
import io.communitycloud.exchange.manifest.Manifests;
import io.communitycloud.exchange.manifest.Served;
import io.communitycloud.exchange.ticket.Ticket;
import io.communitycloud.exchange.ticket.TicketState;
import io.communitycloud.exchange.ticket.Tickets;
import io.communitycloud.exchange.wire.Calling;
import io.communitycloud.exchange.wire.Deadline;
import io.communitycloud.exchange.wire.WireFault;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Performs canonical operations.
 *
 * <p>A caller waits as long as its patience and not longer. A call that takes more goes on without it: its answer is kept for
 * the next who asks, and told by the ticket the caller was given, if there was no last good value to give instead.
 */
@Service
public class Operating implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Operating.class);

    /** What the work around a call may take besides the call, before its ticket is taken for lost. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final Manifests manifests;
    private final Lanes lanes;
    private final Calling calling;
    private final CanonicalRequests requests;
    private final LastGood lastGood;
    private final Tickets tickets;
    private final Creations creations;
    private final ObjectProvider<OperationGuard> guards;
    private final ObjectProvider<OperationObserver> observers;
    private final JsonMapper json;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Patience patience;
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();

    Operating(
            Manifests manifests,
            Lanes lanes,
            Calling calling,
            CanonicalRequests requests,
            LastGood lastGood,
            Tickets tickets,
            Creations creations,
            ObjectProvider<OperationGuard> guards,
            ObjectProvider<OperationObserver> observers,
            JsonMapper json,
            MeterRegistry meters,
            Clock clock,
            Patience patience) {
        this.manifests = manifests;
        this.lanes = lanes;
        this.calling = calling;
        this.requests = requests;
        this.lastGood = lastGood;
        this.tickets = tickets;
        this.creations = creations;
        this.guards = guards;
        this.observers = observers;
        this.json = json;
        this.meters = meters;
        this.clock = clock;
        this.patience = patience;
    }

    /**
     * Performs an operation for a caller.
     *
     * @param key makes of two writes one
     * @throws Refused where there is neither an answer nor a ticket
     */
    Outcome perform(
            String systemId, String operationId, ObjectNode asked, @Nullable IdempotencyKey key, Caller caller) {
        Deadline deadline = Deadline.in(patience.atMost().get());
        Served served = manifests.find(systemId).orElseThrow(Refused::notFound);
        Served.Operation operation = served.operation(operationId).orElseThrow(Refused::notFound);
        Question question = new Question(served, operation, asked, caller);
        admit(question);
        observers.forEach(each -> each.called(caller, systemId, operationId));
        if (!calling.isLive(served.manifest())) {
            return fromStore(question);
        }
        return operation.says().kind() == Manifest.Kind.READ
                ? read(question, deadline)
                : write(question, key, deadline);
    }

    /** As {@link #perform}, for what may be asked by an address: nothing personal, nothing that changes anything. */
    Outcome look(String systemId, String operationId, ObjectNode asked, Caller caller) {
        boolean harmless = manifests
                .find(systemId)
                .flatMap(served -> served.operation(operationId))
                .filter(operation -> operation.says().kind() == Manifest.Kind.READ
                        && !operation.says().personal())
                .isPresent();
        if (!harmless) {
            throw Refused.notFound();
        }
        return perform(systemId, operationId, asked, null, caller);
    }

    private void admit(Question question) {
        Manifest.Access access = question.operation().says().access();
        Caller caller = question.caller();
        if (!caller.hasAny(access.roles())) {
            throw new Refused(Refusal.of("forbidden", Refusal.Kind.FORBIDDEN));
        }
        String purpose = caller.purpose();
        if (!access.purposes().isEmpty()
                && (purpose == null || !access.purposes().contains(purpose))) {
            throw new Refused(Refusal.of("purpose-required", Refusal.Kind.FORBIDDEN));
        }
        guards.forEach(each -> each.admit(caller, question.served(), question.operation()));
    }

    /** What a system sent us is there at any hour and cannot hang. */
    private Outcome fromStore(Question question) {
        try {
            ObjectNode request = requests.of(question);
            Duration time = question.served().manifest().callTimeout();
            return new Outcome.Answered(answer(question, request, Deadline.in(time)));
        } catch (WireFault fault) {
            throw OperationRefusal.of(fault.kind()).refused();
        }
    }

    private Outcome read(Question question, Deadline deadline) {
        String key = lastGood.key(question.systemId(), question.operationId(), question.asked());
        Lane lane = lanes.find(question.systemId()).orElseThrow(Refused::notFound);
        try {
            lane.admit();
        } catch (Barred barred) {
            return instead(question, key, barred);
        }
        ObjectNode request = requests.of(question);
        Optional<OperationAnswer> fresh = fresh(question, key);
        if (fresh.isPresent()) {
            return new Outcome.Answered(fresh.get());
        }
        CompletableFuture<OperationAnswer> pending = new CompletableFuture<>();
        calls.execute(() -> {
            try {
                OperationAnswer answer = lane.call(true, () -> answer(question, request, ofOneCall(question)));
                lastGood.keep(key, answer, question.served().manifest().keptFor());
                pending.complete(answer);
            } catch (Barred | WireFault | RuntimeException failed) {
                pending.completeExceptionally(failed);
            }
        });
        try {
            return new Outcome.Answered(pending.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException late) {
            return lastGood.find(key)
                    .<Outcome>map(kept -> new Outcome.Answered(kept.asStale()))
                    .orElseGet(() -> ticket(question, pending));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw OperationRefusal.UNAVAILABLE.refused();
        } catch (ExecutionException failed) {
            return instead(key, failed.getCause());
        }
    }

    private Optional<OperationAnswer> fresh(Question question, String key) {
        Duration freshFor = question.served().manifest().freshFor();
        return freshFor.isZero()
                ? Optional.empty()
                : lastGood.find(key)
                        .filter(kept -> kept.observedAt().plus(freshFor).isAfter(clock.instant()));
    }

    /** A call that was not made, though what is kept may be shown to whoever may know the person. */
    private Outcome instead(Question question, String key, Barred barred) {
        OperationRefusal refusal = OperationRefusal.of(barred.reason());
        Optional<OperationAnswer> kept = lastGood.find(key);
        boolean mayWait = barred.reason() == Barred.Reason.CLOSED_HOURS || barred.reason() == Barred.Reason.MAINTENANCE;
        counted(question, barred.reason().name());
        if (kept.isEmpty() && !mayWait) {
            throw refusal.refused();
        }
        ObjectNode request = requests.of(question);
        return kept.<Outcome>map(answer -> new Outcome.Answered(answer.asStale()))
                .orElseGet(() -> waiting(question, request));
    }

    /** A call that brought nothing. */
    private Outcome instead(String key, @Nullable Throwable cause) {
        OperationRefusal refusal = switch (cause) {
            case WireFault fault -> OperationRefusal.of(fault.kind());
            case Barred barred -> OperationRefusal.of(barred.reason());
            case RuntimeException ours -> throw ours;
            case null, default -> OperationRefusal.UNAVAILABLE;
        };
        if (refusal.kind() != Refusal.Kind.UNAVAILABLE) {
            throw refusal.refused();
        }
        return lastGood.find(key)
                .<Outcome>map(kept -> new Outcome.Answered(kept.asStale()))
                .orElseThrow(refusal::refused);
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private Outcome ticket(Question question, CompletableFuture<OperationAnswer> pending) {
        Ticket ticket = running(question, Ids.next());
        tickets.open(ticket);
        pending.whenComplete((answer, failure) -> close(ticket.id(), answer, failure));
        return new Outcome.Ticketed(question.systemId(), ticket.id());
    }

    private Ticket running(Question question, String id) {
        Instant now = clock.instant();
        Manifest manifest = question.served().manifest();
        return Ticket.running(
                id,
                manifest.id(),
                manifest.bureau(),
                question.operationId(),
                question.caller().client(),
                now,
                now.plus(atMost(manifest)));
    }

    private Outcome waiting(Question question, ObjectNode request) {
        Manifest manifest = question.served().manifest();
        Ticket ticket = Ticket.waiting(
                Ids.next(),
                manifest.id(),
                manifest.bureau(),
                question.operationId(),
                question.caller().client(),
                clock.instant(),
                request.toString());
        tickets.open(ticket);
        return new Outcome.Ticketed(question.systemId(), ticket.id());
    }

    /** A write has a ticket before it is made, so that its outcome is known to whoever asks again with the same key. */
    private Outcome write(Question question, @Nullable IdempotencyKey key, Deadline deadline) {
        Lane lane = lanes.find(question.systemId()).orElseThrow(Refused::notFound);
        ObjectNode request = requests.of(question);
        boolean[] made = {false};
        Ticket ticket = creations.once(key, tickets::find, id -> {
            try {
                lane.admit();
            } catch (Barred barred) {
                if (barred.reason() != Barred.Reason.CLOSED_HOURS && barred.reason() != Barred.Reason.MAINTENANCE) {
                    throw OperationRefusal.of(barred.reason()).refused();
                }
                Manifest manifest = question.served().manifest();
                Ticket waiting = Ticket.waiting(
                        id,
                        manifest.id(),
                        manifest.bureau(),
                        question.operationId(),
                        question.caller().client(),
                        clock.instant(),
                        request.toString());
                tickets.open(waiting);
                return waiting;
            }
            Ticket running = running(question, id);
            tickets.open(running);
            made[0] = true;
            return running;
        });
        if (!made[0]) {
            return of(ticket);
        }
        CompletableFuture<OperationAnswer> pending = new CompletableFuture<>();
        calls.execute(() -> {
            try {
                pending.complete(lane.call(false, () -> answer(question, request, ofOneCall(question))));
            } catch (Barred | WireFault | RuntimeException failed) {
                pending.completeExceptionally(failed);
            }
        });
        CompletableFuture<OperationAnswer> written =
                pending.whenComplete((answer, failure) -> close(ticket.id(), answer, failure));
        try {
            return new Outcome.Answered(written.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException late) {
            return new Outcome.Ticketed(question.systemId(), ticket.id());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw OperationRefusal.UNAVAILABLE.refused();
        } catch (ExecutionException failed) {
            throw refusal(failed.getCause()).refused();
        }
    }

    /** What a ticket tells whoever asks again with the key it was made under. */
    private Outcome of(Ticket ticket) {
        String answer = ticket.answer();
        String code = ticket.code();
        if (ticket.state() == TicketState.DONE && answer != null) {
            return new Outcome.Answered(json.readValue(answer, OperationAnswer.class));
        }
        if (ticket.state() == TicketState.FAILED && code != null) {
            throw List.of(OperationRefusal.values()).stream()
                    .filter(each -> each.code().equals(code))
                    .findFirst()
                    .orElse(OperationRefusal.UNAVAILABLE)
                    .refused();
        }
        return new Outcome.Ticketed(ticket.systemId(), ticket.id());
    }

    /** Does what waited for a system to open; called again and again. */
    void resume() {
        for (Lane lane : lanes.all()) {
            try {
                lane.admit();
            } catch (Barred notYet) {
                continue;
            }
            for (Ticket ticket : tickets.waiting(lane.systemId())) {
                if (tickets.takeUp(ticket.id(), atMost(lane.served().manifest()))) {
                    calls.execute(() -> resume(lane, ticket));
                }
            }
        }
    }

    private void resume(Lane lane, Ticket ticket) {
        String request = ticket.request();
        Optional<Served.Operation> operation = lane.served().operation(ticket.operation());
        if (request == null || operation.isEmpty()) {
            tickets.failed(ticket.id(), "not-found");
            return;
        }
        Served.Operation found = operation.get();
        ObjectNode asked = json.readValue(request, ObjectNode.class);
        boolean safe = found.says().kind() == Manifest.Kind.READ;
        try {
            Deadline deadline = Deadline.in(lane.served().manifest().callTimeout());
            OperationAnswer answer = lane.call(safe, () -> answer(lane.served(), found, asked, deadline));
            close(ticket.id(), answer, null);
        } catch (Barred closedAgain) {
            tickets.waitAgain(ticket.id());
        } catch (WireFault | RuntimeException failed) {
            close(ticket.id(), null, failed);
        }
    }

    private void close(String ticketId, @Nullable OperationAnswer answer, @Nullable Throwable failure) {
        if (answer != null) {
            tickets.done(ticketId, json.writeValueAsString(answer));
        } else {
            tickets.failed(ticketId, refusal(failure).code());
        }
    }

    private static OperationRefusal refusal(@Nullable Throwable failure) {
        return switch (failure) {
            case WireFault fault -> OperationRefusal.of(fault.kind());
            case Barred barred -> OperationRefusal.of(barred.reason());
            case null, default -> {
                LOG.error("A call failed on our side", failure);
                yield OperationRefusal.UNAVAILABLE;
            }
        };
    }

    private OperationAnswer answer(Question question, ObjectNode request, Deadline deadline) throws WireFault {
        return answer(question.served(), question.operation(), request, deadline);
    }

    private OperationAnswer answer(Served served, Served.Operation operation, ObjectNode request, Deadline deadline)
            throws WireFault {
        long began = System.nanoTime();
        String outcome = "OURS";
        try {
            Calling.Data data = calling.make(served, operation, request, deadline);
            outcome = "ANSWERED";
            Instant observedAt = data.observedAt();
            return new OperationAnswer(
                    served.manifest().id(),
                    operation.id(),
                    observedAt == null ? clock.instant() : observedAt,
                    false,
                    null,
                    data.data(),
                    data.replaced());
        } catch (WireFault fault) {
            outcome = fault.kind().name();
            throw fault;
        } finally {
            timer(served.manifest().id(), operation.id(), outcome)
                    .record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
        }
    }

    private void counted(Question question, String outcome) {
        timer(question.systemId(), question.operationId(), outcome).record(Duration.ZERO);
    }

    private Timer timer(String systemId, String operation, String outcome) {
        return Timer.builder("exchange.legacy.calls")
                .description("Calls to legacy systems, by their outcome")
                .tag("system", systemId)
                .tag("operation", operation)
                .tag("outcome", outcome)
                .register(meters);
    }

    private static Deadline ofOneCall(Question question) {
        return Deadline.in(question.served().manifest().callTimeout());
    }

    private static Duration atMost(Manifest manifest) {
        return manifest.callTimeout().multipliedBy(manifest.attempts()).plus(GRACE);
    }

    @Override
    public void destroy() {
        calls.shutdownNow();
    }
}
