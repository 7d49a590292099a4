package io.communitycloud.identityprovider.client;

import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;

/** Somebody brought a refresh token or a code that had been used: one of two who hold it is a thief. */
public record RefreshTokenReused(OAuth2Authorization authorization) {}
