/** Which budgets of calls are in force: those of peace, or those of an emergency, after the response levels. */
@NullMarked
package io.communitycloud.exchange.budget;

import org.jspecify.annotations.NullMarked;
