package io.communitycloud.identityprovider.revocation;

import io.communitycloud.identityprovider.IdentitySettings;
import io.communitycloud.identityprovider.client.RecentAuthorizations;
import io.communitycloud.identityprovider.client.RefreshTokenReused;
import io.communitycloud.identityprovider.revocation.RevocationFeed.FeedUnavailable;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.stereotype.Service;

/** Ends a session: its refresh token here, and by the feed every access token that was ever given for it. */
@Service
class EndingSessions {

    private static final Logger LOG = LoggerFactory.getLogger(EndingSessions.class);

    /** For an access token that is being made while the session ends. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final RevocationFeed feed;
    private final RecentAuthorizations authorizations;
    private final IdentitySettings settings;
    private final Clock clock;

    EndingSessions(RevocationFeed feed, RecentAuthorizations authorizations, IdentitySettings settings, Clock clock) {
        this.feed = feed;
        this.authorizations = authorizations;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Ends a session once everybody can know.
     *
     * @throws FeedUnavailable where nobody could be told, so that it goes on
     */
    void end(OAuth2Authorization session) throws FeedUnavailable {
        announce(session);
        authorizations.end(session);
    }

    /** A thief is shut out whether or not the others can be told now; his last access token ends in minutes by itself. */
    @EventListener
    void endStolen(RefreshTokenReused reuse) {
        authorizations.end(reuse.authorization());
        try {
            announce(reuse.authorization());
            LOG.warn(
                    "Session {} was ended: what it was refreshed with was used twice",
                    reuse.authorization().getId());
        } catch (FeedUnavailable nobodyTold) {
            LOG.error(
                    "Session {} was ended, but nobody could be told",
                    reuse.authorization().getId());
        }
    }

    private void announce(OAuth2Authorization session) throws FeedUnavailable {
        feed.announce(
                "sid:" + session.getId(),
                clock.instant().plus(settings.accessTokenLife()).plus(MARGIN));
    }
}
