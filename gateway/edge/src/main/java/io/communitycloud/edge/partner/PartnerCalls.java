package io.communitycloud.edge.partner;

import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.signatures.MessageSignature;
import io.communitycloud.common.signatures.RequestProfile;
import io.communitycloud.common.signatures.SignatureRefused;
import io.communitycloud.common.web.problem.Failure;
import io.communitycloud.common.web.problem.ProblemMessages;
import io.communitycloud.common.web.problem.Problems;
import io.communitycloud.edge.forward.HeldBody;
import io.communitycloud.edge.identity.Identified;
import io.communitycloud.edge.partner.Directory.KnownKey;
import io.communitycloud.edge.partner.Directory.Snapshot;
import io.communitycloud.edge.partner.SignedBodies.Refusal;
import io.communitycloud.edge.problem.EdgeProblem;
import io.communitycloud.edge.route.Route;
import io.communitycloud.edge.route.RoutingTable;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Holds the calls of bureaus' systems to what their partner was allowed; all others pass.
 *
 * <p>In this order, the cheap before the dear and what costs the exchange a write at the very end: the partner's state, its
 * address, the signature with its time, key and digest, the grant, the quota, maintenance, and that the call is new. Where
 * one says no, no service hears of the call.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 50)
class PartnerCalls extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final Failure UNKNOWN_YET = EdgeProblem.unavailable(Duration.ofSeconds(1));

    private final transient Directory directory;
    private final transient SignedBodies bodies;
    private final transient Operations operations;
    private final transient PartnerQuotas quotas;
    private final transient Nonces nonces;
    private final transient AnswerProofs proofs;
    private final transient RoutingTable routes;
    private final transient PartnerProperties properties;
    private final transient Problems problems;
    private final transient Clock clock;
    private final transient RequestProfile profile;

    PartnerCalls(
            Directory directory,
            SignedBodies bodies,
            Operations operations,
            PartnerQuotas quotas,
            Nonces nonces,
            AnswerProofs proofs,
            RoutingTable routes,
            PartnerProperties properties,
            Problems problems,
            Clock clock) {
        this.directory = directory;
        this.bodies = bodies;
        this.operations = operations;
        this.quotas = quotas;
        this.nonces = nonces;
        this.proofs = proofs;
        this.routes = routes;
        this.properties = properties;
        this.problems = problems;
        this.clock = clock;
        this.profile = new RequestProfile(clock);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<Snapshot> known = directory.now();
        try {
            known.ifPresent(snapshot -> requireService(request, snapshot));
            Caller caller = Identified.of(request).orElse(null);
            String bureau = caller == null ? null : caller.bureau();
            if (caller == null || bureau == null || !caller.has("bureau-client")) {
                chain.doFilter(request, response);
                return;
            }
            HttpServletRequest held =
                    admit(bureau, known.orElseThrow(() -> new Refusal(UNKNOWN_YET)), request, response);
            if (AnswerProofs.isWanted(request)) {
                byte[] question = held instanceof HeldBody body ? body.content() : new byte[0];
                proofs.prove(bureau, question, held, response, chain);
            } else {
                chain.doFilter(held, response);
            }
        } catch (Refusal refusal) {
            problems.write(refusal.failure(), request, response);
        } catch (SignatureRefused refusal) {
            problems.write(PartnerProblem.of(refusal), request, response);
        }
    }

    /** A service that is being maintained is not asked, whoever calls. */
    private void requireService(HttpServletRequest request, Snapshot known) {
        if (known.windows().isEmpty()) {
            return;
        }
        routes.find(request)
                .map(Route::service)
                .flatMap(service -> known.maintenance("SERVICE", service, clock.instant()))
                .ifPresent(window -> refuseFor(window, request));
    }

    private HttpServletRequest admit(
            String bureau, Snapshot known, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        boolean signed = request.getHeader("Signature") != null || request.getHeader("Signature-Input") != null;
        Partner partner = known.partners().get(bureau);
        if (partner == null) {
            if (signed) {
                throw new Refusal(PartnerProblem.KEY_UNKNOWN);
            }
            if (properties.registeredOnly()) {
                throw new Refusal(PartnerProblem.UNKNOWN);
            }
            return request;
        }
        Instant now = clock.instant();
        boolean own = isOwn(request);
        boolean sandbox = Sandbox.isMeantBy(request);
        requireState(partner, own || sandbox);
        if (partner.restricted() && !known.admits(bureau, request.getRemoteAddr(), now)) {
            throw new Refusal(PartnerProblem.ADDRESS);
        }
        Believed believed = null;
        if (signed) {
            believed = believe(bureau, known, request, now);
        } else if (partner.signs() || sandbox) {
            throw new Refusal(PartnerProblem.SIGNATURE_REQUIRED);
        }
        if (!own) {
            requireGrant(bureau, known, request, now);
        }
        quotas.exceeded(partner, known.emergency(), response).ifPresent(wait -> {
            throw new Refusal(EdgeProblem.tooManyRequests(wait));
        });
        known.maintenance("PARTNER", bureau, now).ifPresent(window -> refuseFor(window, request));
        if (believed == null) {
            return request;
        }
        requireNew(believed.signature(), request);
        return believed.request();
    }

    private boolean isOwn(HttpServletRequest request) {
        String path = request.getRequestURI();
        return properties.own().stream()
                .anyMatch(prefix -> path.startsWith(prefix)
                        && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/'));
    }

    private static void requireState(Partner partner, boolean beforeApproval) {
        switch (partner.state()) {
            case ACTIVE -> {}
            case SUSPENDED -> throw new Refusal(PartnerProblem.SUSPENDED);
            case REQUESTED -> {
                if (!beforeApproval) {
                    throw new Refusal(PartnerProblem.NOT_APPROVED);
                }
            }
        }
    }

    private Believed believe(String bureau, Snapshot known, HttpServletRequest request, Instant now)
            throws IOException {
        IncomingMessage message = new IncomingMessage(request);
        MessageSignature signature = profile.read(message, SignedBodies.isThere(request));
        KnownKey key = known.keys().get(signature.keyId());
        if (key == null || !key.bureau().equals(bureau)) {
            throw new Refusal(PartnerProblem.KEY_UNKNOWN);
        }
        if (key.isRetired(now)) {
            throw new Refusal(PartnerProblem.KEY_RETIRED);
        }
        if (key.sandbox() && !Sandbox.isMeantBy(request)) {
            // About the partner itself neither: it would vouch for keys that open more than itself.
            throw new Refusal(PartnerProblem.SANDBOX_KEY);
        }
        profile.requireInTime(signature);
        HeldRequest held = new HeldRequest();
        bodies.hold(request, body -> {
            profile.requireUnaltered(signature, message, body, key.key());
            held.request = new HeldBody(request, body);
        });
        HttpServletRequest whole = held.request;
        return new Believed(signature, whole == null ? request : whole);
    }

    private void requireGrant(String bureau, Snapshot known, HttpServletRequest request, Instant now) {
        boolean sandbox = Sandbox.isMeantBy(request);
        String path = request.getRequestURI();
        Optional<String> operation = operations.of(request.getMethod(), sandbox ? Sandbox.outside(path) : path);
        // What no document knows is granted to nobody; what no route knows is told to be nothing, further on.
        if (routes.find(request).isPresent()
                && operation
                        .filter(each ->
                                sandbox ? known.grantsInSandbox(bureau, each, now) : known.grants(bureau, each, now))
                        .isEmpty()) {
            throw new Refusal(PartnerProblem.notGranted(operation.orElse(request.getMethod())));
        }
    }

    private void requireNew(MessageSignature signature, HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        boolean isNew = nonces.take(authorization, signature.keyId(), signature.nonce(), profile.end(signature))
                .orElseThrow(() -> new Refusal(UNKNOWN_YET));
        if (!isNew) {
            throw new Refusal(PartnerProblem.REPLAYED);
        }
    }

    private void refuseFor(Maintenance window, HttpServletRequest request) {
        boolean english =
                ProblemMessages.language(request.getHeader("Accept-Language")).equals(Locale.ENGLISH);
        throw new Refusal(PartnerProblem.maintenance(window, english, clock.instant()));
    }

    /** A request whose signature is good, with its body to be read again. */
    private record Believed(MessageSignature signature, HttpServletRequest request) {}

    private static final class HeldRequest {
        private @Nullable HttpServletRequest request;
    }
}
