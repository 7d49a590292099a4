package io.communitycloud.exchange.webhook;

import io.communitycloud.common.events.Ids;
import io.communitycloud.common.signatures.ContentDigest;
import io.communitycloud.common.signatures.KeyFile;
import io.communitycloud.common.signatures.Message;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.util.RawValue;

/**
 * Calls a webhook with one event, signed.
 *
 * <p>The client connects to none but the addresses {@link Targets} looked at, follows no redirect, keeps no cookie and reads
 * nothing of the answer but its status. Whatever the other side does, a call ends after {@link #LONGEST_SECONDS}.
 */
@Component
class Callout implements DisposableBean {

    static final String MEDIA_TYPE = "application/cloudevents+json";

    private static final int LONGEST_SECONDS = 15;
    private static final Timeout CONNECTING = Timeout.ofSeconds(3);
    private static final Timeout ANSWERING = Timeout.ofSeconds(10);
    private static final int CONNECTIONS = 20;

    private final CloseableHttpClient client;
    private final ScheduledExecutorService ending = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("webhook-ends").factory());
    private final KeyFile key;
    private final JsonMapper json;
    private final Clock clock;

    Callout(Targets targets, WebhookSettings settings, SslBundles bundles, KeyFile key, JsonMapper json, Clock clock) {
        this.key = key;
        this.json = json;
        this.clock = clock;
        PoolingHttpClientConnectionManagerBuilder connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(targets)
                .setMaxConnTotal(CONNECTIONS)
                .setMaxConnPerRoute(CONNECTIONS)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(CONNECTING)
                        .setSocketTimeout(ANSWERING)
                        .build());
        String bundle = settings.sslBundle();
        if (bundle != null) {
            connections.setTlsSocketStrategy(
                    new DefaultClientTlsStrategy(bundles.getBundle(bundle).createSslContext()));
        }
        this.client = HttpClients.custom()
                .setConnectionManager(connections.build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(ANSWERING)
                        .setConnectionRequestTimeout(CONNECTING)
                        .setRedirectsEnabled(false)
                        .build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableContentCompression()
                .disableAuthCaching()
                .setUserAgent("community-cloud")
                .build();
    }

    /** The status of the answer. */
    int call(Webhook webhook, Delivery delivery) throws IOException {
        URI target = URI.create(webhook.url());
        byte[] body = body(delivery).getBytes(StandardCharsets.UTF_8);
        HttpPost post = new HttpPost(target);
        post.setEntity(new ByteArrayEntity(body, ContentType.parse(MEDIA_TYPE)));
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("content-type", MEDIA_TYPE);
        fields.put("content-digest", ContentDigest.of(body));
        // The same at every attempt, so that the receiver can tell a repetition.
        fields.put("idempotency-key", '"' + delivery.eventId() + '"');
        fields.putAll(key.signer().sign(new Outgoing(target, fields), clock.instant(), Ids.next()));
        fields.remove("content-type");
        fields.forEach(post::setHeader);
        ScheduledFuture<?> end = ending.schedule(post::abort, LONGEST_SECONDS, TimeUnit.SECONDS);
        try (ClassicHttpResponse answer = client.executeOpen(HttpHost.create(target), post, null)) {
            return answer.getCode();
        } finally {
            end.cancel(false);
        }
    }

    private String body(Delivery delivery) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("specversion", "1.0");
        event.put("id", delivery.eventId());
        event.put("source", "/exchange");
        event.put("type", delivery.type());
        event.put("subject", delivery.subject());
        event.put("time", delivery.time());
        event.put("datacontenttype", "application/json");
        event.put("data", new RawValue(delivery.data()));
        return json.writeValueAsString(event);
    }

    @Override
    public void destroy() throws IOException {
        ending.shutdownNow();
        client.close();
    }

    /** A request on its way out, as its signature speaks of it. */
    private record Outgoing(URI target, Map<String, String> fields) implements Message {

        @Override
        public String method() {
            return "POST";
        }

        @Override
        public String authority() {
            String host = target.getHost().toLowerCase(Locale.ROOT);
            return target.getPort() == -1 || target.getPort() == 443 ? host : host + ":" + target.getPort();
        }

        @Override
        public String path() {
            return target.getRawPath().isEmpty() ? "/" : target.getRawPath();
        }

        @Override
        public String query() {
            return target.getRawQuery() == null ? "?" : "?" + target.getRawQuery();
        }

        @Override
        public List<String> fields(String lowerCaseName) {
            String value = fields.get(lowerCaseName);
            return value == null ? List.of() : List.of(value);
        }
    }
}
