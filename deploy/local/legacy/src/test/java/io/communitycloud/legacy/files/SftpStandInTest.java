package io.communitycloud.legacy.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.communitycloud.legacy.LegacySettings;
import io.communitycloud.legacy.catalogue.Catalogue;
import io.communitycloud.legacy.control.Mode;
import io.communitycloud.legacy.control.Modes;
import io.communitycloud.legacy.control.StandInClock;
import io.communitycloud.legacy.people.People;
import io.communitycloud.legacy.secret.Credentials;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SftpStandInTest {

    private static final Clock SUNDAY = Clock.fixed(Instant.parse("2026-11-22T04:00:00Z"), ZoneOffset.UTC);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(500);

    @TempDir
    private Path home;

    private final SshClient client = SshClient.setUpDefaultClient();
    private LegacySettings settings = settings(Path.of("target/no-home"));
    private Modes modes = new Modes(new Catalogue(), new StandInClock(SUNDAY, settings));
    private Credentials credentials = new Credentials(settings);
    private SftpStandIn standIn = standIn();

    @BeforeEach
    void serve() {
        settings = settings(home);
        modes = new Modes(new Catalogue(), new StandInClock(SUNDAY, settings));
        credentials = new Credentials(settings);
        standIn = standIn();
        standIn.start();
        client.start();
    }

    @AfterEach
    void stop() {
        client.stop();
        standIn.stop();
    }

    @Test
    void letsASystemSeeItsOwnFolderAlone() throws IOException {
        try (ClientSession session = signIn("hrs-02", credentials.text("hrs-02", "password"), PATIENCE);
                SftpClient files = SftpClientFactory.instance().createSftpClient(session)) {
            List<String> names = new ArrayList<>();
            files.readDir("/out").forEach(entry -> names.add(entry.getFilename()));
            assertThat(names).contains("TX_20261103.txt").noneMatch(name -> name.startsWith("FW_"));
            try (InputStream file = files.read("/out/TX_20261103.txt")) {
                assertThat(file.readAllBytes())
                        .isEqualTo(new BureauFiles(new People(settings), SUNDAY)
                                .retired()
                                .content());
            }
        }
        assertThatThrownBy(() -> signIn("hrs-02", "wrong", PATIENCE)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> signIn("psb-02", credentials.text("hrs-02", "password"), PATIENCE))
                .isInstanceOf(IOException.class);
    }

    @Test
    void hangsOrFailsWhenToldToAndRecovers() throws IOException {
        String password = credentials.text("hrs-02", "password");
        modes.set(List.of("HRS-02"), Mode.HANG, Set.of());
        assertThatThrownBy(() -> signIn("hrs-02", password, SHORT)).isInstanceOf(IOException.class);
        modes.set(List.of("HRS-02"), Mode.FAIL, Set.of());
        assertThatThrownBy(() -> signIn("hrs-02", password, PATIENCE)).isInstanceOf(IOException.class);
        modes.set(List.of("HRS-02"), Mode.OK, Set.of());
        try (ClientSession session = signIn("hrs-02", password, PATIENCE)) {
            assertThat(session.isAuthenticated()).isTrue();
        }
    }

    private ClientSession signIn(String user, String password, Duration patience) throws IOException {
        ClientSession session = client.connect(user, "127.0.0.1", standIn.port())
                .verify(PATIENCE)
                .getSession();
        try {
            session.addPasswordIdentity(password);
            session.auth().verify(patience);
            return session;
        } catch (IOException refused) {
            session.close(true);
            throw refused;
        }
    }

    private SftpStandIn standIn() {
        return new SftpStandIn(credentials, new BureauFiles(new People(settings), SUNDAY), modes, settings, 0);
    }

    private static LegacySettings settings(Path home) {
        return new LegacySettings(home, 0, 0, false, 1, 0, "", List.of());
    }
}
