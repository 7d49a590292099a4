package io.communitycloud.legacy.online;

import java.nio.charset.Charset;
import java.util.Map;

/** SOAP's envelopes of the two versions, written by hand as the old programs do. */
enum Soap {
    V11("http://schemas.xmlsoap.org/soap/envelope/", "text/xml"),
    V12("http://www.w3.org/2003/05/soap-envelope", "application/soap+xml");

    private final String namespace;
    private final String type;

    Soap(String namespace, String type) {
        this.namespace = namespace;
        this.type = type;
    }

    /** Characters that the encoding has not are written by their numbers. */
    Answer answer(int status, Charset charset, String body) {
        return raw(status, charset, Xml.fitting(body, charset));
    }

    /** Characters that the encoding has not are lost: a question mark stands in their place. */
    Answer raw(int status, Charset charset, String body) {
        String text = "<?xml version=\"1.0\" encoding=\"" + charset.name() + "\"?><soapenv:Envelope xmlns:soapenv=\""
                + namespace + "\"><soapenv:Body>" + body + "</soapenv:Body></soapenv:Envelope>";
        return new Answer(status, Map.of("Content-Type", type + ";charset=" + charset.name()), text.getBytes(charset));
    }

    Answer fault(int status, Charset charset, String code, String reason) {
        return answer(
                status,
                charset,
                switch (this) {
                    case V11 ->
                        "<soapenv:Fault>" + Xml.element("faultcode", code) + Xml.element("faultstring", reason)
                                + "</soapenv:Fault>";
                    case V12 ->
                        "<soapenv:Fault><soapenv:Code>" + Xml.element("soapenv:Value", code)
                                + "</soapenv:Code><soapenv:Reason><soapenv:Text xml:lang=\"zh\">" + Xml.escape(reason)
                                + "</soapenv:Text></soapenv:Reason></soapenv:Fault>";
                });
    }
}
