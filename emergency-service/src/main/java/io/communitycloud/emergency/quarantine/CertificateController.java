package io.communitycloud.emergency.quarantine;

import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Etags;
import io.communitycloud.common.web.Refused;
import io.communitycloud.emergency.quarantine.Certificates.Statement;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Certificates of release over HTTP. */
@RestController
@RequestMapping("/api/v1")
class CertificateController {

    private final QuarantineOrders orders;
    private final Certificates certificates;

    CertificateController(QuarantineOrders orders, Certificates certificates) {
        this.orders = orders;
        this.certificates = certificates;
    }

    /** The certificate of an order whose person was released. */
    @GetMapping("/quarantine-orders/{id}/certificate")
    ResponseEntity<CertificateView> readQuarantineCertificate(@PathVariable String id, Scope scope) {
        QuarantineOrder order = orders.require(id, scope);
        String certificate = order.certificate();
        if (certificate == null) {
            throw Refused.notFound();
        }
        return Etags.answer(new CertificateView(id, certificate), order.version(), "full");
    }

    /** Says whether a certificate is ours and what it states; it need not be asked, the keys are public. */
    @PostMapping("/quarantine-certificates/verifications")
    Verification verifyQuarantineCertificate(@Valid @RequestBody Presented body) {
        Statement statement = certificates.verify(body.certificate().strip()).orElse(null);
        return new Verification(statement != null, statement);
    }

    /** The public keys, as a JSON web key set (RFC 7517). */
    @GetMapping("/quarantine-certificates/keys")
    KeySet listQuarantineCertificateKeys() {
        return new KeySet(certificates.keys().stream()
                .map(key -> new PublicKey("OKP", "Ed25519", "sig", "EdDSA", key.id(), key.x()))
                .toList());
    }

    /** A compact JSON web signature. */
    record CertificateView(String orderId, String certificate) {}

    record Presented(@NotBlank @Size(max = 4000) String certificate) {}

    /** @param statement what it says, null where it is none of ours */
    record Verification(boolean valid, @Nullable Statement statement) {}

    record KeySet(List<PublicKey> keys) {}

    record PublicKey(String kty, String crv, String use, String alg, String kid, String x) {}
}
