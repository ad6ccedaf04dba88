//! The command line as types. Its words come from the locale at run time ([`crate::help`]).

use std::path::PathBuf;

use ayumi_document::Pages;
use clap::{Args, Parser, Subcommand, ValueEnum};

/// The command line.
#[derive(Debug, Parser)]
#[command(name = "ayumi", version, disable_help_subcommand = true)]
pub struct Arguments {
    #[command(flatten)]
    pub place: Where,
    #[arg(long, global = true, value_name = "ja|en", value_parser = ["ja", "en"])]
    pub lang: Option<String>,
    #[command(subcommand)]
    pub command: Command,
}

/// Where the data lies; understood by every command.
#[derive(Debug, Clone, Default, Args)]
pub struct Where {
    #[arg(long, global = true, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,
    #[arg(long, global = true, value_name = "URL")]
    pub database_url: Option<String>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    Read(Read),
    Import(Import),
    #[command(subcommand)]
    Plan(Plan),
    Export(Export),
    Publish(Publish),
    Serve(Serve),
    Doctor(Doctor),
    #[command(subcommand)]
    Audit(Audit),
    #[command(subcommand)]
    Access(Access),
    #[command(subcommand)]
    Council(Council),
    Schema(Schema),
    Completions(Completions),
    /// Writes every page of the interface with sample content into a folder (for developers).
    #[command(hide = true)]
    Render(Render),
}

#[derive(Debug, Args)]
pub struct Read {
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub how: ReadHow,
}

/// How a file is to be read, where its content alone does not tell.
#[derive(Debug, Clone, Args)]
pub struct ReadHow {
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
    #[arg(long, value_name = "3-10")]
    pub pages: Option<Pages>,
    #[arg(long)]
    pub hidden: bool,
}

#[derive(Debug, Args)]
pub struct Import {
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[arg(long, value_name = "SLUG")]
    pub council: Option<String>,
    #[arg(long, short = 'y')]
    pub yes: bool,
    #[arg(long)]
    pub dry_run: bool,
    #[arg(long)]
    pub no_input: bool,
    #[command(flatten)]
    pub how: ReadHow,
    #[arg(long, value_name = "TITLE")]
    pub title: Option<String>,
    #[arg(long, value_name = "NUMBER,…", value_delimiter = ',')]
    pub plans: Vec<usize>,
}

#[derive(Debug, Subcommand)]
pub enum Plan {
    List(PlanList),
    Show(PlanShow),
}

#[derive(Debug, Args)]
pub struct PlanList {
    #[arg(long, value_name = "SLUG")]
    pub council: Option<String>,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct PlanShow {
    #[arg(value_name = "PLAN")]
    pub plan: String,
    #[arg(long, value_name = "SLUG")]
    pub council: Option<String>,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct Export {
    #[arg(value_name = "PLAN")]
    pub plan: String,
    #[arg(long, required_unless_present = "csv", conflicts_with = "csv")]
    pub json: bool,
    #[arg(long)]
    pub csv: bool,
    #[arg(
        long = "encoding",
        requires = "csv",
        value_name = "NAME",
        value_parser = ["utf-8", "shift_jis"],
        default_value = "utf-8",
        hide_default_value = true
    )]
    pub csv_encoding: String,
    #[arg(long, requires = "csv")]
    pub replace: bool,
    #[arg(long, value_name = "SLUG")]
    pub council: Option<String>,
}

#[derive(Debug, Args)]
pub struct Publish {
    #[arg(value_name = "PLAN")]
    pub plan: String,
    #[arg(
        long,
        required = true,
        value_delimiter = ',',
        value_name = "FORMAT,…",
        value_parser = ["pdf", "docx", "xlsx", "html", "md"]
    )]
    pub to: Vec<String>,
    #[arg(long = "output", short = 'o', required = true, value_name = "DIR")]
    pub output: PathBuf,
    #[arg(long, value_name = "SLUG")]
    pub council: Option<String>,
}

#[derive(Debug, Args)]
pub struct Serve {
    #[arg(long, value_name = "HOST:PORT")]
    pub address: Option<String>,
    #[arg(long, value_name = "PORT", conflicts_with = "address")]
    pub port: Option<u16>,
    #[arg(long, value_name = "https://…")]
    pub url: Option<String>,
    #[arg(long, value_name = "IP,…", value_delimiter = ',')]
    pub proxy: Vec<std::net::IpAddr>,
    #[arg(long, value_name = "MINUTES")]
    pub idle: Option<u32>,
    #[arg(long, value_name = "HOURS")]
    pub absolute: Option<u32>,
}

#[derive(Debug, Subcommand)]
pub enum Audit {
    Verify(AuditVerify),
    Erase(AuditErase),
}

#[derive(Debug, Args)]
pub struct AuditVerify {
    #[arg(long, value_name = "SLUG")]
    pub council: Option<String>,
    #[arg(long, value_name = "NUMBER:HASH")]
    pub noted: Option<String>,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct AuditErase {
    #[arg(long, value_name = "SLUG")]
    pub council: Option<String>,
    #[arg(long, required = true, value_name = "CLASS")]
    pub class: String,
    #[arg(long, required = true, value_name = "YYYY-MM-DD")]
    pub before: jiff::civil::Date,
    #[arg(long)]
    pub names_only: bool,
}

#[derive(Debug, Subcommand)]
pub enum Access {
    Table(AccessTable),
    Link(AccessLink),
}

#[derive(Debug, Args)]
pub struct AccessTable {
    #[arg(long, value_name = "KIND", value_parser = ["welfare-council", "municipality", "prefecture"])]
    pub kind: Option<String>,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct AccessLink {
    #[arg(value_name = "LOGIN")]
    pub login: String,
    #[arg(long, value_name = "https://…")]
    pub url: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum Council {
    List(CouncilList),
    Stop(CouncilStop),
    Resume(CouncilStop),
    Export(CouncilExport),
    Import(CouncilImport),
    Delete(CouncilDelete),
}

#[derive(Debug, Args)]
pub struct CouncilList {
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct CouncilStop {
    #[arg(value_name = "SLUG")]
    pub slug: String,
}

#[derive(Debug, Args)]
pub struct CouncilExport {
    #[arg(value_name = "SLUG")]
    pub slug: String,
    #[arg(long = "output", short = 'o', required = true, value_name = "FILE")]
    pub archive_out: PathBuf,
}

#[derive(Debug, Args)]
pub struct CouncilImport {
    #[arg(value_name = "FILE")]
    pub archive: PathBuf,
}

#[derive(Debug, Args)]
pub struct CouncilDelete {
    #[arg(value_name = "SLUG")]
    pub slug: String,
    #[arg(long, required = true, value_name = "NAME")]
    pub name: String,
}

#[derive(Debug, Args)]
pub struct Doctor {
    #[arg(long)]
    pub json: bool,
    #[arg(long, value_name = "MB")]
    pub least_free: Option<u64>,
}

#[derive(Debug, Args)]
pub struct Schema {
    #[arg(value_name = "FORM")]
    pub form: Form,
}

/// The forms with a schema.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Form {
    Reading,
    Plan,
}

#[derive(Debug, Args)]
pub struct Completions {
    #[arg(value_name = "SHELL")]
    pub shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub struct Render {
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
}
