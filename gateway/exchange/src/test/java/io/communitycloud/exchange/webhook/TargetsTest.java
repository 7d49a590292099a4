package io.communitycloud.exchange.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetsTest {

    private static final Map<String, List<String>> NAMES = Map.ofEntries(
            Map.entry("hooks.hlt.example", List.of("93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946")),
            Map.entry("half.example", List.of("93.184.216.34", "10.0.0.7")),
            Map.entry("loop.example", List.of("127.0.0.1")),
            Map.entry("six.example", List.of("::1")),
            Map.entry("unique-local.example", List.of("fd00::7")),
            Map.entry("link-local.example", List.of("fe80::7")),
            Map.entry("mapped.example", List.of("::ffff:10.0.0.7")),
            Map.entry("compatible.example", List.of("::10.0.0.7")),
            Map.entry("translated.example", List.of("64:ff9b::a00:7")),
            Map.entry("six-to-four.example", List.of("2002:a00:7::1")),
            Map.entry("metadata.example", List.of("169.254.169.254")),
            Map.entry("shared.example", List.of("100.100.100.200")),
            Map.entry("nothing.example", List.of("0.0.0.0")),
            Map.entry("multicast.example", List.of("224.0.0.251")),
            Map.entry("broadcast.example", List.of("255.255.255.255")),
            Map.entry("benchmark.example", List.of("198.18.0.1")),
            Map.entry("local-translated.example", List.of("64:ff9b:1::a9fe:a9fe")),
            Map.entry("teredo.example", List.of("2001:0:4136:e378:8000:63bf:3fff:fdd2")),
            Map.entry("site-local.example", List.of("fec0::7")),
            Map.entry("isatap.example", List.of("2606:2800:220:1:0:5efe:a00:7")),
            Map.entry("translated-stateless.example", List.of("::ffff:0:a00:7")),
            Map.entry("documentation.example", List.of("2001:db8::7")),
            Map.entry("six-metadata.example", List.of("fd00:ec2::254")),
            Map.entry("six-to-four-metadata.example", List.of("2002:a9fe:a9fe::")),
            Map.entry("192.168.0.1.names.example", List.of("192.168.0.1")));

    private final Targets targets = new Targets(TargetsTest::look, new WebhookSettings(false, List.of(), null));

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Not https, or not an address at all.
                "http://hooks.hlt.example/in",
                "ftp://hooks.hlt.example/in",
                "file:///etc/passwd",
                "gopher://hooks.hlt.example/",
                "//hooks.hlt.example/in",
                "https:hooks.hlt.example",
                // Addresses as numbers, in every notation.
                "https://127.0.0.1/",
                "https://2130706433/",
                "https://0x7f000001/",
                "https://0x7f.0.0.1/",
                "https://0177.0.0.1/",
                "https://127.1/",
                "https://0/",
                "https://10.0.0.7/",
                "https://93.184.216.34/",
                "https://[::1]/",
                "https://[::]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[::ffff:7f00:1]/",
                "https://[fd00:ec2::254]/",
                "https://[64:ff9b::a9fe:a9fe]/",
                "https://169.254.169.254/latest/meta-data/",
                "https://169.254.43518/",
                "https://2852039166/",
                "https://0xA9FEA9FE/",
                "https://0xa9.0xfe.0xa9.0xfe/",
                "https://0251.0376.0251.0376/",
                "https://025177524776/",
                "https://169.0xfe.43518/",
                "https://100.100.100.200/latest/meta-data/",
                "https://192.168.257/",
                "https://4294967297/",
                "https://127.0.0.1..../",
                "https://0x7f.1./",
                "https://[::ffff:a9fe:a9fe]/",
                "https://[0:0:0:0:0:ffff:169.254.169.254]/",
                "https://[::127.0.0.1]/",
                "https://[2002:7f00:1::]/",
                "https://[64:ff9b:1::7f00:1]/",
                "https://[fe80::1%25lo]/",
                "https://[::1%25]/",
                "https://127.0.0.1./",
                "https://\uff11\uff12\uff17.0.0.1/",
                "https://127\u30020\u30020\u30021/",
                "https://%31%32%37.0.0.1/",
                // Names of ours, or that lead to us.
                "https://localhost/",
                "https://localhost./",
                "https://api.localhost/",
                "https://exchange/",
                "https://kubernetes.default.svc.cluster.local/",
                "https://metadata.google.internal/",
                "https://printer.local/",
                "https://half.example/",
                "https://loop.example/",
                "https://six.example/",
                "https://unique-local.example/",
                "https://link-local.example/",
                "https://mapped.example/",
                "https://compatible.example/",
                "https://translated.example/",
                "https://six-to-four.example/",
                "https://metadata.example/",
                "https://shared.example/",
                "https://nothing.example/",
                "https://multicast.example/",
                "https://broadcast.example/",
                "https://benchmark.example/",
                "https://local-translated.example/",
                "https://teredo.example/",
                "https://site-local.example/",
                "https://isatap.example/",
                "https://translated-stateless.example/",
                "https://documentation.example/",
                "https://six-metadata.example/",
                "https://six-to-four-metadata.example/",
                "https://loop.example./",
                "https://hooks.hlt.example./",
                "https://hooks.hlt.example../",
                "https://192.168.0.1.names.example/",
                "https://unknown.example/",
                // Read in two ways.
                "https://hooks.hlt.example@127.0.0.1/",
                "https://user:word@hooks.hlt.example/",
                "https://hooks.hlt.example:443@127.0.0.1/",
                "https://hooks.hlt.example%40127.0.0.1/",
                "https://@127.0.0.1/",
                "https://127.0.0.1%23@hooks.hlt.example/",
                "https://hooks.hlt.example%00.127.0.0.1/",
                "https://hooks.hlt.example%2f@127.0.0.1/",
                "https://hooks.hlt.example:@169.254.169.254/",
                "https:\\\\127.0.0.1/",
                "https:/127.0.0.1/",
                "https://hooks.hlt.example\t/",
                "https://\u2460\u2461\u2466.0.0.1/",
                "https://hooks\u3002hlt\u3002example/",
                "https://127.0.0.1#@hooks.hlt.example/",
                "https://hooks.hlt.example\\@127.0.0.1/",
                "https://hooks.hlt.example:22/",
                "https://hooks.hlt.example:0/",
                "https://hooks.hlt.example/\r\nHost: 127.0.0.1",
                "https://hooks.hlt.example /",
                "https://-hooks.hlt.example/",
                "https:///hooks.hlt.example"
            })
    void refuses(String url) {
        assertThat(targets.refusal(url)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hooks.hlt.example/in",
                "https://hooks.hlt.example:443/in?token=a",
                "https://HOOKS.hlt.example:8443",
            })
    void takes(String url) {
        assertThat(targets.refusal(url)).isEmpty();
    }

    /** The connection is asked for again, and goes only where that look led. */
    @Test
    void looksAgainAtEveryConnection() throws UnknownHostException {
        Iterator<String> answers = List.of("93.184.216.34", "127.0.0.1").iterator();
        Targets rebound = new Targets(
                host -> new InetAddress[] {InetAddress.ofLiteral(answers.next())},
                new WebhookSettings(false, List.of(), null));
        assertThat(rebound.refusal("https://rebind.example/")).isEmpty();
        assertThatThrownBy(() -> rebound.resolve("rebind.example")).isInstanceOf(Targets.NotPublic.class);
    }

    @Test
    void opensAnIntranetThatIsNamed() {
        Targets open = new Targets(TargetsTest::look, new WebhookSettings(false, List.of("10.0.0.0/24"), null));
        assertThat(open.refusal("https://half.example/")).isEmpty();
        assertThat(open.refusal("https://loop.example/")).contains("address");
    }

    private static InetAddress[] look(String host) throws UnknownHostException {
        List<String> known = NAMES.get(host);
        if (known == null) {
            throw new UnknownHostException(host);
        }
        return known.stream().map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
    }
}
