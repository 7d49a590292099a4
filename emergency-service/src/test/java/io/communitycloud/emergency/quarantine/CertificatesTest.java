package io.communitycloud.emergency.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The key of the certificates, held to the vectors of RFC 8032 and RFC 8037. */
class CertificatesTest {

    /** RFC 8032, 7.1, test 1; the same key stands in RFC 8037, appendix A. */
    private static final String SEED = Base64.getEncoder()
            .encodeToString(
                    HexFormat.of().parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));

    @Test
    void makesThePublicKeyOfTheStandardFromItsPrivateBytes() {
        SigningKey key = new SigningKey(SEED);

        assertThat(HexFormat.of().formatHex(Base64.getUrlDecoder().decode(key.x())))
                .isEqualTo("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
        // RFC 8037, appendix A.3
        assertThat(key.id()).isEqualTo("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    }

    @Test
    void signsAsTheStandardDoes() {
        SigningKey key = new SigningKey(SEED);

        // RFC 8037, appendix A.4
        String input = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc";
        String signature = "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";
        assertThat(key.sign(input)).isEqualTo(signature);
        assertThat(key.verifies(input, Base64.getUrlDecoder().decode(signature)))
                .isTrue();
        assertThat(key.verifies(input + "x", Base64.getUrlDecoder().decode(signature)))
                .isFalse();
        assertThat(key.verifies(input, new byte[] {1, 2, 3})).isFalse();
    }

    @Test
    void takesNoKeyOfAnotherLength() {
        assertThatThrownBy(() -> new SigningKey("AAAA")).isInstanceOf(IllegalArgumentException.class);
    }
}
