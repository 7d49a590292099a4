package io.communitycloud.legacy.online;

import io.communitycloud.legacy.LegacySettings;
import io.communitycloud.legacy.secret.Credentials;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** The authority of HLT-01, its own certificate and the one it gave to the platform, all made at first need. */
final class MutualTls {

    /** Which header tells a system until when the caller's certificate is good; the door sets it, never a caller. */
    static final String PROOF = "x-client-certificate";

    static final String SYSTEM = "hlt-01";

    private static final Duration LIFE = Duration.ofDays(365);
    private static final String ALIAS = "key";

    private final Credentials credentials;
    private final Clock clock;
    private final char[] password;

    MutualTls(Credentials credentials, Clock clock) {
        this.credentials = credentials;
        this.clock = clock;
        this.password = credentials.text(SYSTEM, "client-password").toCharArray();
    }

    /** The listener that lets in nobody without the platform's certificate. */
    Connector connector(LegacySettings settings) {
        KeyStore authority = store("authority.p12", this::authority);
        KeyStore server = store("server.p12", () -> issued(authority, "CN=127.0.0.1", true));
        store("client.p12", () -> issued(authority, "CN=community-cloud", false));
        try {
            Certificate root = authority.getCertificate(ALIAS);
            credentials.bytes(SYSTEM, "ca.pem", () -> pem(root));
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("authority", root);
            Connector connector = new Connector();
            connector.setPort(settings.tlsPort() == 0 ? 0 : settings.tlsPort() + settings.portOffset());
            connector.setScheme("https");
            connector.setSecure(true);
            connector.setProperty("address", "127.0.0.1");
            SSLHostConfig tls = new SSLHostConfig();
            tls.setProtocols("TLSv1.2+TLSv1.3");
            tls.setCertificateVerification("required");
            tls.setTrustStore(trusted);
            SSLHostConfigCertificate own = new SSLHostConfigCertificate(tls, SSLHostConfigCertificate.Type.EC);
            own.setCertificateKeystore(server);
            own.setCertificateKeystorePassword(new String(password));
            own.setCertificateKeyAlias(ALIAS);
            tls.addCertificate(own);
            if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> protocol) {
                protocol.setSSLEnabled(true);
            }
            connector.addSslHostConfig(tls);
            return connector;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HLT-01 has no certificate", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private KeyStore store(String name, Maker maker) {
        byte[] content = credentials.bytes(SYSTEM, name, () -> {
            try {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                maker.make().store(out, password);
                return out.toByteArray();
            } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
                throw new IllegalStateException("No certificate can be made", e);
            }
        });
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(content), password);
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(name + " cannot be read", e);
        }
    }

    private KeyStore authority() throws GeneralSecurityException, IOException, OperatorCreationException {
        KeyPair keys = keys();
        X500Name name = new X500Name("CN=HLT-01 authority");
        JcaX509v3CertificateBuilder builder = builder(name, name, keys);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
        return holding(keys, sign(builder, keys.getPrivate()));
    }

    private KeyStore issued(KeyStore authority, String subject, boolean server)
            throws GeneralSecurityException, IOException, OperatorCreationException {
        KeyPair keys = keys();
        X509Certificate root = (X509Certificate) authority.getCertificate(ALIAS);
        JcaX509v3CertificateBuilder builder =
                builder(new X500Name(root.getSubjectX500Principal().getName()), new X500Name(subject), keys);
        if (server) {
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
                new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
                new GeneralName(GeneralName.dNSName, "localhost"),
                new GeneralName(GeneralName.dNSName, "legacy")
            }));
        }
        X509Certificate certificate = sign(builder, (PrivateKey) authority.getKey(ALIAS, password));
        return holding(keys, certificate, root);
    }

    private JcaX509v3CertificateBuilder builder(X500Name issuer, X500Name subject, KeyPair keys) {
        Instant now = clock.instant();
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(96, new SecureRandom()),
                Date.from(now.minus(Duration.ofHours(1))),
                Date.from(now.plus(LIFE)),
                subject,
                keys.getPublic());
    }

    private static X509Certificate sign(JcaX509v3CertificateBuilder builder, PrivateKey key)
            throws GeneralSecurityException, OperatorCreationException {
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
    }

    private KeyStore holding(KeyPair keys, X509Certificate... chain) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(ALIAS, keys.getPrivate(), password, chain);
        return store;
    }

    private static KeyPair keys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static byte[] pem(Certificate certificate) {
        try {
            return ("-----BEGIN CERTIFICATE-----\n"
                            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
                            + "\n-----END CERTIFICATE-----\n")
                    .getBytes(StandardCharsets.US_ASCII);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @FunctionalInterface
    private interface Maker {
        KeyStore make() throws GeneralSecurityException, IOException, OperatorCreationException;
    }
}
