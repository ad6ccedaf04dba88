-- The kind of organisation sets usual roles, words, and the law of personal data.
ALTER TABLE council ADD COLUMN kind {text} NOT NULL DEFAULT 'welfare-council';

-- Sections are never deleted: what they were responsible for keeps the name of its time.
-- names = JSON, in the order of their days.
CREATE TABLE section (
    council_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    version {bigint} NOT NULL CHECK (version >= 1),
    names {text} NOT NULL,
    ended {text},
    PRIMARY KEY (council_id, id),
    FOREIGN KEY (council_id) REFERENCES council (id)
) {wide};

CREATE TABLE section_succession (
    council_id {uuid} NOT NULL,
    from_id {uuid} NOT NULL,
    to_id {uuid} NOT NULL,
    day {text} NOT NULL,
    turn {text} NOT NULL CHECK (turn IN ('merged', 'split')),
    PRIMARY KEY (council_id, from_id, to_id),
    FOREIGN KEY (council_id, from_id) REFERENCES section (council_id, id),
    FOREIGN KEY (council_id, to_id) REFERENCES section (council_id, id)
) {small};

CREATE TABLE post (
    council_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    version {bigint} NOT NULL CHECK (version >= 1),
    title {text} NOT NULL,
    role {text} NOT NULL,
    section_id {uuid},
    district {text},
    ended {text},
    PRIMARY KEY (council_id, id),
    FOREIGN KEY (council_id) REFERENCES council (id),
    FOREIGN KEY (council_id, section_id) REFERENCES section (council_id, id)
) {small};

-- Logins are global: one person may hold posts in several councils. key = the name as it is
-- compared (NFKC, lower case). password = an Argon2id string; NULL = none was set.
CREATE TABLE login (
    id {uuid} NOT NULL PRIMARY KEY,
    name {text} NOT NULL,
    key {text} NOT NULL UNIQUE,
    password {text},
    operator {bigint} NOT NULL CHECK (operator IN (0, 1)),
    disabled {bigint} NOT NULL CHECK (disabled IN (0, 1)),
    created_at {bigint} NOT NULL
) {small};

CREATE TABLE person (
    council_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    version {bigint} NOT NULL CHECK (version >= 1),
    name {text} NOT NULL,
    login_id {uuid},
    disabled {bigint} NOT NULL CHECK (disabled IN (0, 1)),
    PRIMARY KEY (council_id, id),
    FOREIGN KEY (council_id) REFERENCES council (id),
    FOREIGN KEY (login_id) REFERENCES login (id)
) {small};
CREATE UNIQUE INDEX person_of_login ON person (council_id, login_id);
CREATE INDEX person_by_login ON person (login_id);

CREATE TABLE tenure (
    council_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    post_id {uuid} NOT NULL,
    person_id {uuid} NOT NULL,
    hold {text} NOT NULL CHECK (hold IN ('holder', 'deputy')),
    from_day {text} NOT NULL,
    to_day {text},
    PRIMARY KEY (council_id, id),
    FOREIGN KEY (council_id, post_id) REFERENCES post (council_id, id),
    FOREIGN KEY (council_id, person_id) REFERENCES person (council_id, id)
) {small};
CREATE INDEX tenure_by_person ON tenure (council_id, person_id);

-- Only the digest of a session's token is kept: whoever reads the database cannot come in with it.
CREATE TABLE session (
    digest {text} NOT NULL PRIMARY KEY,
    id {uuid} NOT NULL UNIQUE,
    login_id {uuid} NOT NULL,
    created_at {bigint} NOT NULL,
    seen_at {bigint} NOT NULL,
    network {text} NOT NULL,
    agent {text} NOT NULL,
    FOREIGN KEY (login_id) REFERENCES login (id) ON DELETE CASCADE
) {small};
CREATE INDEX session_of_login ON session (login_id);

-- Links that hold once: for the first administrator, for who is invited, for who forgot.
CREATE TABLE ticket (
    digest {text} NOT NULL PRIMARY KEY,
    purpose {text} NOT NULL CHECK (purpose IN ('first', 'invitation', 'reset')),
    council_id {uuid},
    person_id {uuid},
    login_id {uuid},
    expires_at {bigint} NOT NULL,
    FOREIGN KEY (council_id, person_id) REFERENCES person (council_id, id),
    FOREIGN KEY (login_id) REFERENCES login (id)
) {small};

-- Guesses that failed, by what guessed and what was guessed at: account, network, device.
CREATE TABLE attempt (
    subject {text} NOT NULL PRIMARY KEY,
    failures {bigint} NOT NULL,
    first_at {bigint} NOT NULL,
    last_at {bigint} NOT NULL
) {small};

-- A browser in which somebody came in before is known again, so that guesses from elsewhere
-- cannot lock its owner out.
CREATE TABLE device (
    digest {text} NOT NULL PRIMARY KEY,
    login_id {uuid} NOT NULL,
    seen_at {bigint} NOT NULL,
    FOREIGN KEY (login_id) REFERENCES login (id) ON DELETE CASCADE
) {small};

-- Second factors. data = the public key of a passkey with its counter (JSON); step = the last
-- step of a code that was used, so that none is used twice.
CREATE TABLE passkey (
    credential {text} NOT NULL PRIMARY KEY,
    login_id {uuid} NOT NULL,
    name {text} NOT NULL,
    data {text} NOT NULL,
    created_at {bigint} NOT NULL,
    used_at {bigint},
    FOREIGN KEY (login_id) REFERENCES login (id) ON DELETE CASCADE
) {wide};
CREATE INDEX passkey_of_login ON passkey (login_id);

CREATE TABLE totp (
    login_id {uuid} NOT NULL PRIMARY KEY,
    secret {text} NOT NULL,
    step {bigint} NOT NULL,
    confirmed {bigint} NOT NULL CHECK (confirmed IN (0, 1)),
    FOREIGN KEY (login_id) REFERENCES login (id) ON DELETE CASCADE
) {small};

CREATE TABLE recovery_code (
    login_id {uuid} NOT NULL,
    digest {text} NOT NULL,
    PRIMARY KEY (login_id, digest),
    FOREIGN KEY (login_id) REFERENCES login (id) ON DELETE CASCADE
) {small};

-- What a sign-in or a registration in two steps has to know in its second one. state = JSON.
CREATE TABLE ceremony (
    digest {text} NOT NULL PRIMARY KEY,
    state {text} NOT NULL,
    expires_at {bigint} NOT NULL
) {wide};

-- Who stood behind the post, from where and why: apart from the contents, with a salt of its own,
-- because it may be erased at another time. class = the area the contents belong to.
ALTER TABLE change ADD COLUMN who {text};
ALTER TABLE change ADD COLUMN class {text};
ALTER TABLE change_content ADD COLUMN who {text};
ALTER TABLE change_content ADD COLUMN who_salt {bytes};
