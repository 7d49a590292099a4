package io.communitycloud.exchange.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.communitycloud.exchange.intake.RemoteFiles.Found;
import io.communitycloud.exchange.secret.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SftpFolderTest {

    private static final KeyPair HOST = rsa();
    private static final KeyPair OURS = rsa();

    @TempDir
    private Path home;

    private final SshServer server = SshServer.setUpDefaultServer();

    @BeforeEach
    void serve() throws IOException {
        Path root = Files.createDirectories(home.resolve("root"));
        Files.createDirectories(root.resolve("out"));
        Files.write(root.resolve("out/FW_20261122_001.txt"), new byte[] {1, 2, 3});
        Files.createDirectories(root.resolve("out/folder"));
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setKeyPairProvider(KeyPairProvider.wrap(HOST));
        server.setPublickeyAuthenticator((user, key, session) -> user.equals("psb-02") && key.equals(OURS.getPublic()));
        server.setPasswordAuthenticator((user, given, session) -> user.equals("hrs-02") && given.equals("right"));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory.Builder().build()));
        server.setFileSystemFactory(new VirtualFileSystemFactory(root));
        server.start();
        secret("psb-02/ssh-key", pem("PRIVATE KEY", OURS.getPrivate().getEncoded()));
        secret("hrs-02/password", "right");
        secret("wrong/password", "wrong");
        secret("sftp/host-key.pub", pem("PUBLIC KEY", HOST.getPublic().getEncoded()));
        secret("sftp/another.pub", pem("PUBLIC KEY", OURS.getPublic().getEncoded()));
    }

    @AfterEach
    void stop() throws IOException {
        server.stop(true);
    }

    @Test
    void listsAndReadsWithAKeyAndWithAPassword() throws Exception {
        for (JsonNode how : List.of(
                how("ssh-key", "psb-02", "secret:psb-02/ssh-key", "secret:sftp/host-key.pub"),
                how("password", "hrs-02", "secret:hrs-02/password", "secret:sftp/host-key.pub"))) {
            try (SftpFolder folder = open(how)) {
                List<Found> found = folder.list();
                assertThat(found).extracting(Found::name).containsExactly("FW_20261122_001.txt");
                assertThat(folder.read(found.getFirst().name(), 3)).containsExactly(1, 2, 3);
                assertThatThrownBy(() -> folder.read(found.getFirst().name(), 2))
                        .isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void opensNoServerWhoseKeyIsAnotherNorWithAWrongPassword() {
        assertThatThrownBy(() -> open(how("ssh-key", "psb-02", "secret:psb-02/ssh-key", "secret:sftp/another.pub")))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> open(how("password", "hrs-02", "secret:wrong/password", "secret:sftp/host-key.pub")))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> open(how("password", "hrs-02", "secret:none/password", "secret:sftp/host-key.pub")))
                .isInstanceOf(Credentials.Missing.class);
    }

    private SftpFolder open(JsonNode how) throws IOException, Credentials.Missing {
        return SftpFolder.open("127.0.0.1:" + server.getPort(), "/out", how, new Credentials(home));
    }

    private static JsonNode how(String kind, String user, String secret, String hostKey) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("kind", kind)
                .put("user", user)
                .put("secret", secret)
                .put("hostKey", hostKey);
    }

    private void secret(String path, String text) throws IOException {
        Path file = home.resolve("secrets").resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static String pem(String what, byte[] content) {
        return "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END " + what
                + "-----\n";
    }

    private static KeyPair rsa() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
