/**
 * What runs beside `mlflow server`, in the server's own image. Credentials come
 * from the environment: on a command line everyone on the node could read them.
 */

/**
 * Brings the database to the schema of this MLflow; makes the tables of an empty
 * one. Users first, where there are logins: once the runs are migrated, servers start.
 */
export const MIGRATE = `
import os
from mlflow.store.db import utils
if "AUTH_DATABASE_URI" in os.environ:
    from mlflow.server.auth.sqlalchemy_store import SqlAlchemyStore
    users = SqlAlchemyStore()
    users.init_db(os.environ["AUTH_DATABASE_URI"])
    for role in ("ADMIN", "CLIENT"):
        name = os.environ.get("AUTH_%s_USERNAME" % role)
        if name and not users.has_user(name):
            users.create_user(name, os.environ["AUTH_%s_PASSWORD" % role], is_admin=role == "ADMIN")
engine = utils.create_sqlalchemy_engine_with_retry(os.environ["MLFLOW_BACKEND_STORE_URI"])
if utils._is_empty_database(engine):
    utils._initialize_tables(engine)
else:
    utils._upgrade_db(engine)
utils._verify_schema(engine)
print("schema is up to date")
`.trimStart();

/** Waits until another pod has migrated the database. */
export const WAIT_FOR_SCHEMA = `
import os, sys, time
from mlflow.store.db import utils
for attempt in range(120):
    try:
        utils._verify_schema(utils.create_sqlalchemy_engine(os.environ["MLFLOW_BACKEND_STORE_URI"]))
        sys.exit(0)
    except Exception as error:
        print("waiting for the migration:", type(error).__name__, flush=True)
        time.sleep(5)
sys.exit("the schema was not migrated within ten minutes")
`.trimStart();

/** Writes the settings of basic auth, which MLflow reads from a file alone. */
export const WRITE_AUTH_CONFIG = `
import configparser, os
config = configparser.RawConfigParser()
escape = lambda value: value.replace("%", "%%")
config["mlflow"] = {
    "default_permission": "READ",
    "database_uri": escape(os.environ["AUTH_DATABASE_URI"]),
    "admin_username": escape(os.environ["AUTH_ADMIN_USERNAME"]),
    "admin_password": escape(os.environ["AUTH_ADMIN_PASSWORD"]),
    "authorization_function": "mlflow.server.auth:authenticate_request_basic_auth",
}
path = "/etc/mlflow-auth/basic_auth.ini"
with open(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w") as file:
    config.write(file)
`.trimStart();

/** Deletes for good what users deleted longer ago than the given age. */
export const COLLECT_GARBAGE = `
import os
from mlflow.cli import gc
gc.main(["--backend-store-uri", os.environ["MLFLOW_BACKEND_STORE_URI"], "--older-than", os.environ["GC_OLDER_THAN"]])
`.trimStart();
