package io.communitycloud.emergency.quarantine;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What certificates of release are signed with.
 *
 * @param keys Ed25519 private keys (RFC 8032: 32 bytes, base64), newest first: the first signs, each verifies
 */
@ConfigurationProperties("emergency.certificate")
record CertificateSettings(@DefaultValue List<String> keys) {}
