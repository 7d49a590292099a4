package io.communitycloud.notice;

import io.communitycloud.notice.contact.Contacts;
import io.communitycloud.notice.contact.FakeContacts;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** What the tests bring instead of the resident service. */
@TestConfiguration(proxyBeanMethods = false)
class OutsideOfTests {

    @Bean
    @Primary
    Contacts contactsOfTests() {
        return new FakeContacts();
    }
}
