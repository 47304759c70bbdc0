"""The baseline in Python: FastAPI, pydantic models and SQLAlchemy ORM sessions over SQLite, one uvicorn process."""

import functools
import json
import socket
import sqlite3
import sys
import uuid
from datetime import datetime, timezone
from typing import AsyncIterator, Callable, Iterator, List, Optional

import fastapi
import sqlalchemy
import uvicorn
from fastapi import Depends, FastAPI, HTTPException, Query
from pydantic import BaseModel, Field
from sqlalchemy import Column, Integer, Text, create_engine, event
from sqlalchemy.orm import Session, declarative_base, sessionmaker
from sqlalchemy.pool import QueuePool

# Endpoints that block belong into FastAPI's worker threads; on the loop they are quicker as long as SQLite is.
ON_THE_LOOP = "--on-the-loop" in sys.argv

# SQLAlchemy 1.4 opens the file anew for each session unless it is told to keep connections.
engine = create_engine(
    f"sqlite:///{sys.argv[1]}", poolclass=QueuePool, pool_size=40, connect_args={"check_same_thread": False}
)
new_session = sessionmaker(bind=engine, expire_on_commit=False)
Base = declarative_base()


@event.listens_for(engine, "connect")
def configure(connection, _record) -> None:
    for setting in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "busy_timeout = 5000"):
        connection.execute(f"PRAGMA {setting}")


class TaskRow(Base):
    __tablename__ = "tasks"
    seq = Column(Integer, primary_key=True)
    id = Column(Text, nullable=False, unique=True)
    title = Column(Text, nullable=False)
    status = Column(Text, nullable=False)
    lead_id = Column(Text)
    notes = Column(Text, nullable=False)
    version = Column(Integer, nullable=False)
    created_at = Column(Text, nullable=False)
    updated_at = Column(Text, nullable=False)


STATUS = "^(TODO|IN_PROGRESS|DONE)$"


class NewTask(BaseModel):
    title: str = Field(min_length=1, max_length=500)
    status: str = Field("TODO", regex=STATUS)
    lead_id: Optional[str] = Field(None, max_length=200)
    notes: str = Field("", max_length=10_000)


class TaskChanges(BaseModel):
    title: Optional[str] = Field(None, min_length=1, max_length=500)
    status: Optional[str] = Field(None, regex=STATUS)
    notes: Optional[str] = Field(None, max_length=10_000)


class Task(BaseModel):
    id: str
    title: str
    status: str
    lead_id: Optional[str]
    notes: str
    version: int
    created_at: str
    updated_at: str

    class Config:
        orm_mode = True


def open_session() -> Iterator[Session]:
    with new_session() as session:
        yield session


async def open_session_on_loop() -> AsyncIterator[Session]:
    with new_session() as session:
        yield session


get_session = open_session_on_loop if ON_THE_LOOP else open_session


def placed(endpoint: Callable) -> Callable:
    """Decides by its kind where FastAPI runs the endpoint: `async def` on the loop, `def` in a thread."""

    @functools.wraps(endpoint)
    async def on_the_loop(*args, **kwargs):
        return endpoint(*args, **kwargs)

    return on_the_loop if ON_THE_LOOP else endpoint


def now() -> str:
    return datetime.now(timezone.utc).isoformat(timespec="milliseconds")


app = FastAPI()


@app.get("/tasks/{task_id}", response_model=Task)
@placed
def get_task(task_id: str, session: Session = Depends(get_session)) -> TaskRow:
    return find(session, task_id)


@app.get("/tasks", response_model=List[Task])
@placed
def list_tasks(limit: int = Query(100, ge=1, le=1000), session: Session = Depends(get_session)) -> List[TaskRow]:
    return session.query(TaskRow).order_by(TaskRow.seq).limit(limit).all()


@app.post("/tasks", response_model=Task, status_code=201)
@placed
def create_task(fields: NewTask, session: Session = Depends(get_session)) -> TaskRow:
    made = now()
    row = TaskRow(**fields.dict(), id=str(uuid.uuid4()), version=1, created_at=made, updated_at=made)
    session.add(row)
    session.commit()
    return row


@app.patch("/tasks/{task_id}", response_model=Task)
@placed
def change_task(task_id: str, changes: TaskChanges, session: Session = Depends(get_session)) -> TaskRow:
    row = find(session, task_id)
    for field, value in changes.dict(exclude_unset=True).items():
        setattr(row, field, value)
    row.version += 1
    row.updated_at = now()
    session.commit()
    return row


def find(session: Session, task_id: str) -> TaskRow:
    row = session.query(TaskRow).filter(TaskRow.id == task_id).one_or_none()
    if row is None:
        raise HTTPException(404, "There is no such task.")
    return row


def main() -> None:
    Base.metadata.create_all(engine)
    listener = socket.create_server(("127.0.0.1", 0))
    versions = {
        "python": sys.version.split()[0],
        "fastapi": fastapi.__version__,
        "sqlalchemy": sqlalchemy.__version__,
        "uvicorn": uvicorn.__version__,
        "sqlite": sqlite3.sqlite_version,
    }
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    print(json.dumps({"url": url, "versions": versions}), flush=True)
    config = uvicorn.Config(app, loop="uvloop", http="httptools", log_level="warning", access_log=False)
    uvicorn.Server(config).run(sockets=[listener])


if __name__ == "__main__":
    main()
