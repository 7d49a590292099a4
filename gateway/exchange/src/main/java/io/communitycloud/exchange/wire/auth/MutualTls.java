package io.communitycloud.exchange.wire.auth;

import io.communitycloud.exchange.secret.Credentials;
import io.communitycloud.exchange.wire.WireCall;
import io.communitycloud.exchange.wire.WireFault;
import io.communitycloud.exchange.wire.http.Authentication;
import io.communitycloud.exchange.wire.http.Draft;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * A client certificate; {@code certificate} (PKCS#12), {@code password} and {@code trust} (PEM of the authority) stand in
 * the manifest. A renewed certificate is taken up by the next call.
 */
@Component
class MutualTls implements Authentication {

    private final Credentials credentials;
    private final Map<String, Known> contexts = new ConcurrentHashMap<>();

    MutualTls(Credentials credentials) {
        this.credentials = credentials;
    }

    @Override
    public Set<String> kinds() {
        return Set.of("mutual-tls");
    }

    @Override
    public void sign(Draft draft, WireCall call) {
        // The connection says who we are.
    }

    @Override
    public SSLContext tls(WireCall call) throws WireFault {
        ObjectNode settings = call.manifest().authentication();
        byte[] certificate = Secrets.bytes(credentials, settings, "certificate");
        Known known = contexts.get(call.manifest().id());
        if (known == null || !Arrays.equals(known.certificate, certificate)) {
            char[] password = Secrets.text(credentials, settings, "password").toCharArray();
            byte[] trust = Secrets.bytes(credentials, settings, "trust");
            known = new Known(certificate, context(certificate, password, trust));
            contexts.put(call.manifest().id(), known);
        }
        return known.context;
    }

    private static SSLContext context(byte[] certificate, char[] password, byte[] trust) throws WireFault {
        try {
            KeyStore own = KeyStore.getInstance("PKCS12");
            own.load(new ByteArrayInputStream(certificate), password);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own, password);
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "authority",
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(trust)));
            TrustManagerFactory trusts = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trusts.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trusts.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException unusable) {
            throw new WireFault(WireFault.Kind.UNAUTHORIZED);
        }
    }

    /** Two threads that come first make two contexts, of which one stays: the price of no lock around reading files. */
    private static final class Known {

        private final byte[] certificate;
        private final SSLContext context;

        Known(byte[] certificate, SSLContext context) {
            this.certificate = certificate;
            this.context = context;
        }
    }
}
