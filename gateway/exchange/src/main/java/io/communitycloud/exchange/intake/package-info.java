/** What legacy systems send us or leave for us: accepted once, kept until it is handed over, counted to the last row. */
@NullMarked
package io.communitycloud.exchange.intake;

import org.jspecify.annotations.NullMarked;
