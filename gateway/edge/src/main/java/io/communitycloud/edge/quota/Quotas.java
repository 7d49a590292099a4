package io.communitycloud.edge.quota;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.communitycloud.common.web.problem.Problems;
import io.communitycloud.edge.identity.Identified;
import io.communitycloud.edge.problem.EdgeProblem;
import io.communitycloud.edge.route.Route;
import io.communitycloud.edge.route.RoutingTable;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Holds every caller to its quota and tells it what is left (draft-ietf-httpapi-ratelimit-headers).
 *
 * <p>The counts are this process's own: two edges allow twice as much. They bound harm; they are not an account.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 30)
class Quotas extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private final transient RoutingTable routes;
    private final transient Problems problems;
    private final transient Policy client;
    private final transient Policy anonymous;
    private final transient Map<String, Policy> byPrefix;
    private final transient Cache<String, Bucket> buckets;

    Quotas(QuotaProperties properties, RoutingTable routes, Problems problems) {
        this.routes = routes;
        this.problems = problems;
        this.client = new Policy("client", properties.client());
        this.anonymous = new Policy("anonymous", properties.anonymous());
        this.byPrefix = properties.routes().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, limit -> new Policy(policyName(limit.getKey()), limit.getValue())));
        this.buckets = Caffeine.newBuilder()
                .maximumSize(properties.remembered())
                .expireAfterAccess(longestWindow(properties))
                .build();
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String who = Identified.of(request).map(caller -> caller.client()).orElseGet(request::getRemoteAddr);
        Policy usual = Identified.of(request).isPresent() ? client : anonymous;
        if (allows(usual, who, request, response) && allowsRoute(who, request, response)) {
            chain.doFilter(request, response);
        }
    }

    private boolean allowsRoute(String who, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (byPrefix.isEmpty()) {
            return true;
        }
        Optional<Policy> policy = routes.find(request).map(Route::prefix).map(byPrefix::get);
        return policy.isEmpty() || allows(policy.get(), who, request, response);
    }

    private boolean allows(Policy policy, String who, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Bucket bucket = buckets.get(policy.name() + ' ' + who, unknown -> policy.bucket());
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        long left = probe.getRemainingTokens();
        response.setHeader("RateLimit-Policy", policy.announced());
        response.setHeader("RateLimit", policy.remaining(left, probe.getNanosToWaitForReset()));
        if (!probe.isConsumed()) {
            Duration wait = Duration.ofNanos(probe.getNanosToWaitForRefill());
            problems.write(EdgeProblem.tooManyRequests(wait), request, response);
        }
        return probe.isConsumed();
    }

    private static String policyName(String prefix) {
        return prefix.substring(prefix.lastIndexOf('/') + 1);
    }

    private static Duration longestWindow(QuotaProperties properties) {
        Duration longest =
                properties.client().window().compareTo(properties.anonymous().window()) > 0
                        ? properties.client().window()
                        : properties.anonymous().window();
        for (QuotaProperties.Limit limit : properties.routes().values()) {
            longest = limit.window().compareTo(longest) > 0 ? limit.window() : longest;
        }
        // A bucket unused for its window is full again, so forgetting it gives nothing away.
        return longest.plusSeconds(1);
    }

    private record Policy(String name, QuotaProperties.Limit limit, String announced) {

        Policy(String name, QuotaProperties.Limit limit) {
            this(
                    name,
                    limit,
                    "\"" + name + "\";q=" + limit.calls() + ";w="
                            + limit.window().toSeconds());
        }

        Bucket bucket() {
            return Bucket.builder()
                    .addLimit(
                            bandwidth -> bandwidth.capacity(limit.calls()).refillGreedy(limit.calls(), limit.window()))
                    .build();
        }

        String remaining(long left, long nanosToReset) {
            return "\"" + name + "\";r=" + left + ";t=" + Math.ceilDiv(nanosToReset, 1_000_000_000L);
        }
    }
}
