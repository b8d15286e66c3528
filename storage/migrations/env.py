"""How Alembic runs the steps: all of them in one transaction, so a kill leaves the old schema whole."""

from alembic import context
from sqlalchemy import create_engine, event, pool

engine = create_engine(context.config.get_main_option("sqlalchemy.url") or "", poolclass=pool.NullPool)


@event.listens_for(engine, "connect")
def _own_transactions(connection, _record):  # type: ignore[no-untyped-def]  # SQLAlchemy's event gives untyped objects
    connection.isolation_level = None  # sqlite3 would otherwise commit before each `create table`
    connection.execute("pragma secure_delete=on")  # what a step moves must not stay behind where it was


@event.listens_for(engine, "begin")
def _begin(connection):  # type: ignore[no-untyped-def]  # SQLAlchemy's event gives untyped objects
    connection.exec_driver_sql("begin immediate")


with engine.connect() as connection:
    context.configure(connection=connection, transaction_per_migration=False)
    with context.begin_transaction():
        context.run_migrations()
