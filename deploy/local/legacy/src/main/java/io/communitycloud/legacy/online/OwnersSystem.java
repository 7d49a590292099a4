package io.communitycloud.legacy.online;

import io.communitycloud.legacy.people.People;
import io.communitycloud.legacy.secret.Credentials;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.w3c.dom.Document;

/** HMB-02 业委会: XML in a field of a form, escaped twice, in GBK. */
@Component
final class OwnersSystem implements OnlineSystem {

    private static final Charset GBK = Charset.forName("GBK");
    private static final int COMMITTEES = 2;

    private final People people;
    private final String password;

    OwnersSystem(People people, Credentials credentials) {
        this.people = people;
        this.password = credentials.text("hmb-02", "password");
    }

    @Override
    public String id() {
        return "HMB-02";
    }

    @Override
    public Answer answer(Call call) {
        if (!call.presents(USER, password)) {
            return Answer.unauthorized("ywh");
        }
        Map<String, String> form = call.form(GBK);
        if (!call.is("POST", "/ywh/service.do") || !"queryYwh".equals(form.get("fn"))) {
            return page("E02", "功能号不存在", "");
        }
        String document = unescape(unescape(form.getOrDefault("xml", "")));
        Optional<Document> query = Xml.parse(document.getBytes(StandardCharsets.UTF_8));
        String area = query.map(parsed -> Xml.textOf(parsed, "jwbm")).orElse(null);
        if (area == null || !area.matches("\\d{12}")) {
            return page("E03", "报文格式错误", "");
        }
        return page("0", null, list(area));
    }

    @Override
    public Answer failed() {
        return page("E01", "Microsoft OLE DB Provider for SQL Server 错误 '80040e14'", "");
    }

    private String list(String area) {
        StringBuilder list = new StringBuilder("<list>");
        for (int i = 1; i <= COMMITTEES; i++) {
            list.append("<ywh>")
                    .append(Xml.element("ywhbh", "YWH" + area + "0" + i))
                    .append(Xml.element("xqbh", "XQ" + area + "00" + i))
                    .append(Xml.element("xqmc", "合成小区" + i))
                    .append(Xml.element("jsrq", "20240601"))
                    .append(Xml.element("jmrq", "20290531"))
                    .append(Xml.element("pjdj", i == 1 ? "A" : "B"))
                    .append(Xml.element("zr", chair(area, i)))
                    .append("</ywh>");
        }
        return list.append("</list>").toString();
    }

    /** The first committee is chaired by whoever has a rare name there, so that it can be seen to arrive. */
    private String chair(String area, int number) {
        var here = people.in(area);
        if (here.isEmpty()) {
            return "";
        }
        return here.stream()
                .filter(person -> number == 1 && People.isAmong(Integer.MAX_VALUE, person))
                .findFirst()
                .orElse(here.get(number % here.size()))
                .name();
    }

    private static Answer page(String code, @Nullable String message, String document) {
        String fitting = Xml.fitting(document, GBK);
        return Answer.html(
                Answer.OK,
                GBK,
                "<html><body><form name=\"r\"><input type=\"hidden\" name=\"code\" value=\"" + code + "\">"
                        + (message == null
                                ? ""
                                : "<input type=\"hidden\" name=\"msg\" value=\"" + Xml.escape(message) + "\">")
                        + "<textarea name=\"xml\">" + Xml.escape(Xml.escape(fitting))
                        + "</textarea></form></body></html>");
    }

    private static String unescape(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
    }
}
