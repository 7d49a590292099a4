package io.communitycloud.exchange.intake;

import io.communitycloud.exchange.secret.Credentials;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.keyverifier.RequiredServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;
import tools.jackson.databind.JsonNode;

/**
 * A folder on an SFTP server whose key is known beforehand.
 *
 * <p>Keys are PEM: PKCS#8 of ours, SubjectPublicKeyInfo of the server's.
 */
final class SftpFolder implements RemoteFiles {

    private static final Duration CONNECTING = Duration.ofSeconds(5);

    private final String folder;
    private final SshClient client;
    private final ClientSession session;
    private final SftpClient files;

    private SftpFolder(String folder, SshClient client, ClientSession session, SftpClient files) {
        this.folder = folder;
        this.client = client;
        this.session = session;
        this.files = files;
    }

    /**
     * Opens it.
     *
     * @param how the manifest's authentication: kind {@code ssh-key} or {@code password}, {@code user}, {@code secret},
     *     {@code hostKey}
     */
    static SftpFolder open(String address, String folder, JsonNode how, Credentials credentials)
            throws IOException, Credentials.Missing {
        int colon = address.lastIndexOf(':');
        SshClient client = SshClient.setUpDefaultClient();
        client.setServerKeyVerifier(new RequiredServerKeyVerifier(
                publicKey(credentials.text(how.path("hostKey").asString("")))));
        client.start();
        try {
            ClientSession session = client.connect(
                            how.path("user").asString("community-cloud"),
                            address.substring(0, colon),
                            Integer.parseInt(address.substring(colon + 1)))
                    .verify(CONNECTING)
                    .getSession();
            String secret = credentials.text(how.path("secret").asString(""));
            if (how.path("kind").asString("").equals("ssh-key")) {
                session.addPublicKeyIdentity(keyPair(secret));
            } else {
                session.addPasswordIdentity(secret);
            }
            session.auth().verify(CONNECTING);
            return new SftpFolder(
                    folder, client, session, SftpClientFactory.instance().createSftpClient(session));
        } catch (IOException | RuntimeException | Credentials.Missing failed) {
            client.stop();
            throw failed;
        }
    }

    @Override
    public List<Found> list() throws IOException {
        List<Found> found = new ArrayList<>();
        for (SftpClient.DirEntry entry : files.readDir(folder)) {
            SftpClient.Attributes attributes = entry.getAttributes();
            if (attributes.isRegularFile()) {
                found.add(new Found(
                        entry.getFilename(),
                        attributes.getSize(),
                        attributes.getSize() + "-" + attributes.getModifyTime().toMillis()));
            }
        }
        return found;
    }

    @Override
    public byte[] read(String name, int mostBytes) throws IOException {
        try (InputStream in = files.read(folder + "/" + name)) {
            byte[] content = in.readNBytes(mostBytes + 1);
            if (content.length > mostBytes) {
                throw new IOException(name + " is larger than agreed");
            }
            return content;
        }
    }

    @Override
    public void close() throws IOException {
        try (client;
                session;
                files) {
            // In this order, the innermost first.
        } finally {
            client.stop();
        }
    }

    private static KeyPair keyPair(String pem) throws IOException {
        try {
            KeyFactory rsa = KeyFactory.getInstance("RSA");
            if (!(rsa.generatePrivate(new PKCS8EncodedKeySpec(bytes(pem))) instanceof RSAPrivateCrtKey key)) {
                throw new IOException("the key is no RSA key with its factors");
            }
            PublicKey open = rsa.generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
            return new KeyPair(open, key);
        } catch (GeneralSecurityException unfit) {
            throw new IOException("the key cannot be read", unfit);
        }
    }

    private static PublicKey publicKey(String pem) throws IOException {
        try {
            return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(bytes(pem)));
        } catch (GeneralSecurityException unfit) {
            throw new IOException("the server's key cannot be read", unfit);
        }
    }

    private static byte[] bytes(String pem) throws IOException {
        try {
            return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        } catch (IllegalArgumentException notPem) {
            throw new IOException("the key is not PEM", notPem);
        }
    }
}
