package io.communitycloud.legacy.files;

import io.communitycloud.legacy.LegacySettings;
import io.communitycloud.legacy.control.Modes;
import io.communitycloud.legacy.secret.Credentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.AsyncAuthException;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The folders of PSB-02, HRS-02 and HMB-03 on one SFTP server; each system is a user, named by its id in small letters.
 *
 * <p>The folder {@code /out} holds the newest file: with its marker and its line in {@code md5.txt} where the catalogue says
 * so. It is there at any hour; the hours are those in which the next one comes.
 */
@Component
class SftpStandIn implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(SftpStandIn.class);
    private static final int KEY_BITS = 2048;
    private static final int WORKERS = 8;
    private static final Map<String, String> SYSTEMS =
            Map.of("psb-02", "PSB-02", "hrs-02", "HRS-02", "hmb-03", "HMB-03");

    private final SshServer server = SshServer.setUpDefaultServer();
    private final Credentials credentials;
    private final BureauFiles files;
    private final Modes modes;
    private final Path root;
    private final int port;

    SftpStandIn(
            Credentials credentials,
            BureauFiles files,
            Modes modes,
            LegacySettings settings,
            @Value("${legacy.sftp-port:8122}") int port) {
        this.credentials = credentials;
        this.files = files;
        this.modes = modes;
        this.root = settings.home().toAbsolutePath().resolve("data").resolve("legacy-sftp");
        this.port = port == 0 ? 0 : port + settings.portOffset();
    }

    @Override
    public void start() {
        try {
            put("psb-02", files.addresses(), true);
            put("hrs-02", files.retired(), false);
            put("hmb-03", files.maintenanceFunds(), false);
            KeyPair host = keyPair("sftp", "host-key");
            credentials.bytes(
                    "sftp",
                    "host-key.pub",
                    () -> pem("PUBLIC KEY", host.getPublic().getEncoded()));
            PublicKey addresses = keyPair("psb-02", "ssh-key").getPublic();
            PublicKey funds = keyPair("hmb-03", "ssh-key").getPublic();
            String password = credentials.text("hrs-02", "password");
            server.setHost("127.0.0.1");
            server.setPort(port);
            server.setNioWorkers(WORKERS);
            server.setKeyPairProvider(KeyPairProvider.wrap(host));
            server.setPublickeyAuthenticator((user, key, session) -> admitted(user)
                    && ((user.equals("psb-02") && key.equals(addresses))
                            || (user.equals("hmb-03") && key.equals(funds))));
            server.setPasswordAuthenticator(
                    (user, given, session) -> admitted(user) && user.equals("hrs-02") && given.equals(password));
            server.setSubsystemFactories(List.of(new SftpSubsystemFactory.Builder().build()));
            VirtualFileSystemFactory folders = new VirtualFileSystemFactory(root);
            SYSTEMS.keySet().forEach(user -> folders.setUserHomeDir(user, root.resolve(user)));
            server.setFileSystemFactory(folders);
            server.start();
            LOG.info("SFTP on {}", server.getPort());
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    /** Where it listens. */
    int port() {
        return server.getPort();
    }

    /** Whether the system lets anybody in; one that hangs never says. */
    private boolean admitted(String user) {
        String system = SYSTEMS.get(user);
        if (system == null) {
            return false;
        }
        return switch (modes.given(system)) {
            case OK, SLOW -> true;
            case CLOSE, FAIL -> false;
            case HANG -> throw new AsyncAuthException();
        };
    }

    private void put(String user, BureauFile file, boolean marked) throws IOException {
        Path folder = root.resolve(user).resolve("out");
        Files.createDirectories(folder);
        try (Stream<Path> old = Files.list(folder)) {
            for (Path each : old.toList()) {
                Files.delete(each);
            }
        }
        Files.write(folder.resolve(file.name()), file.content());
        if (marked) {
            Files.writeString(folder.resolve("md5.txt"), md5(file.content()) + "  " + file.name() + "\n");
            Files.writeString(folder.resolve(file.name() + ".ok"), "");
        }
    }

    private KeyPair keyPair(String system, String name) {
        byte[] pem = credentials.bytes(system, name, SftpStandIn::privateKey);
        try {
            KeyFactory rsa = KeyFactory.getInstance("RSA");
            String text = new String(pem, StandardCharsets.US_ASCII).replaceAll("-----[A-Z ]+-----", "");
            RSAPrivateCrtKey key = (RSAPrivateCrtKey) rsa.generatePrivate(
                    new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(text)));
            return new KeyPair(
                    rsa.generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent())), key);
        } catch (GeneralSecurityException unfit) {
            throw new IllegalStateException("The key " + system + "/" + name + " cannot be read", unfit);
        }
    }

    private static byte[] privateKey() {
        try {
            KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
            rsa.initialize(KEY_BITS);
            return pem("PRIVATE KEY", rsa.generateKeyPair().getPrivate().getEncoded());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] pem(String what, byte[] content) {
        String text = String.format(
                Locale.ROOT,
                "-----BEGIN %s-----%n%s%n-----END %s-----%n",
                what,
                Base64.getMimeEncoder().encodeToString(content),
                what);
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String md5(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void stop() {
        try {
            server.stop(true);
        } catch (IOException ending) {
            LOG.debug("The SFTP server ends", ending);
        }
    }

    @Override
    public boolean isRunning() {
        return server.isStarted();
    }
}
