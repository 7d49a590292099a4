/** How the files and messages of legacy systems are read: row by row, and nothing wrong in them passed over. */
@NullMarked
package io.communitycloud.exchange.intake.format;

import org.jspecify.annotations.NullMarked;
