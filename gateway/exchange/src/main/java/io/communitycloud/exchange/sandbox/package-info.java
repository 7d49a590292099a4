/** The sandbox: made-up answers of legacy systems and services, for partners that are not let in yet; nobody else is asked. */
@NullMarked
package io.communitycloud.exchange.sandbox;

import org.jspecify.annotations.NullMarked;
