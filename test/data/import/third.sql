-- phpMyAdmin SQL Dump
-- 別の接頭辞、ACF と CFS、独自の表を持つ小さなサイト
SET SQL_MODE = "NO_AUTO_VALUE_ON_ZERO";
START TRANSACTION;
/*!40101 SET NAMES utf8mb4 */;
CREATE TABLE `hp2_cfs_sessions` (`id` varchar(32), `data` text, `expires` varchar(10)) ENGINE=InnoDB;
INSERT INTO `hp2_cfs_sessions` VALUES ('0a1b', 'a:0:{}', '1600000000');
CREATE TABLE `hp2_cfs_values` (`id` int(10) unsigned NOT NULL, `field_id` int(10) unsigned, `meta_id` int(10) unsigned, `post_id` int(10) unsigned, `base_field_id` int(10) unsigned DEFAULT '0', `hierarchy` text, `depth` int(10) unsigned DEFAULT '0', `weight` int(10) unsigned DEFAULT '0', `sub_weight` int(10) unsigned DEFAULT '0') ENGINE=InnoDB;
INSERT INTO `hp2_cfs_values` (`id`, `field_id`, `meta_id`, `post_id`, `base_field_id`, `hierarchy`, `depth`, `weight`, `sub_weight`) VALUES
(1, 5, 20, 11, 0, '', 0, 0, 0),
(2, 5, 21, 11, 0, '', 0, 0, 1),
(3, 7, 30, 10, 6, '6:1:7', 1, 1, 0),
(4, 8, 31, 10, 6, '6:1:8', 1, 1, 0),
(5, 8, 32, 10, 6, '6:0:8', 1, 0, 0),
(6, 7, 33, 10, 6, '6:0:7', 1, 0, 0),
(7, 10, 34, 10, 9, '9:0:10', 1, 0, 0),
(8, 10, 35, 10, 9, '9:0:10', 1, 0, 1),
(9, 10, 36, 10, 9, '9:1:10', 1, 1, 0),
(10, 12, 37, 10, 9, '9:0:11:0:12', 2, 0, 0),
(11, 12, 38, 10, 9, '9:0:11:1:12', 2, 1, 0),
(12, 12, 39, 10, 9, '9:1:11:0:12', 2, 0, 0);
CREATE TABLE `hp2_kashidashi` (`no` varchar(10) NOT NULL, `hi` date, `kara` varchar(10), `dare` varchar(100)) ENGINE=MyISAM;
INSERT INTO `hp2_kashidashi` (`no`, `hi`, `kara`, `dare`) VALUES
('K-1', '2024-05-01', '9:30', 'O''Hara の会'),
('K-2', '0000-00-00', NULL, '見本の会'),
('', '2024-05-02', '10:00', '番号のない行');
CREATE TABLE `hp2_options` (`option_id` bigint(20), `option_name` varchar(191), `option_value` longtext) ENGINE=InnoDB;
INSERT INTO `hp2_options` VALUES (1, 'siteurl', 'https://old.example.jp/wp'), (2, 'home', 'https://old.example.jp');
CREATE TABLE `hp2_posts` (`ID` bigint(20), `post_author` bigint(20), `post_date` datetime, `post_content` longtext, `post_title` text, `post_excerpt` text, `post_status` varchar(20), `post_name` varchar(200), `post_modified` datetime, `post_parent` bigint(20), `guid` varchar(255), `menu_order` int(11), `post_type` varchar(20)) ENGINE=InnoDB;
INSERT INTO `hp2_posts` (`ID`, `post_author`, `post_date`, `post_content`, `post_title`, `post_excerpt`, `post_status`, `post_name`, `post_modified`, `post_parent`, `guid`, `menu_order`, `post_type`) VALUES
(10, 1, '2020-04-01 09:00:00', '一段目\r\n\r\n二段目<script>alert(1)</script>', 'みほんの会', '', 'publish', 'mihon', '2020-04-02 09:00:00', 0, 'https://old.example.jp/?p=10', 0, 'circle'),
(11, 1, '2021-04-01 09:00:00', '', 'れいの会', '', 'draft', 'rei', '2021-04-01 09:00:00', 0, 'https://old.example.jp/?p=11', 0, 'circle'),
(12, 1, '2022-01-05 10:00:00', '<p style="color:red">本文</p>', 'お知らせ①', '', 'publish', '%e3%81%8a', '2022-01-05 10:00:00', 0, 'https://old.example.jp/?p=12', 0, 'topics'),
(13, 1, '2022-01-05 10:00:00', '', '項目の定義', '', 'publish', 'group_1', '2022-01-05 10:00:00', 0, '', 0, 'acf-field-group'),
(14, 1, '2022-01-05 10:00:00', '', 'サークルの項目', '', 'publish', 'circle-fields', '2022-01-05 10:00:00', 0, '', 0, 'cfs'),
(15, 1, '2022-02-05 10:00:00', 'はじめ<!--more-->つづき\r\n・飲み物\r\nhttps://youtu.be/abcdefghijk\r\nおわり\r\n\r\n[foo a="1"]中身[/foo][contact-form-7 id="1"] [注意] [[gallery]] &lt;3', 'A &amp; <b>太字</b> <mailto:a@example.jp>', '', 'publish', 'midashi', '2022-02-05 10:00:00', 0, '', 0, 'topics');
CREATE TABLE `hp2_postmeta` (`meta_id` bigint(20), `post_id` bigint(20), `meta_key` varchar(255), `meta_value` longtext) ENGINE=InnoDB;
INSERT INTO `hp2_postmeta` (`meta_id`, `post_id`, `meta_key`, `meta_value`) VALUES
(1, 10, 'yomi', 'みほんのかい'), (2, 10, '_yomi', 'field_5f01'),
(3, 10, 'bunya', 'a:2:{i:0;s:6:"環境";i:1;s:6:"福祉";}'), (4, 10, '_bunya', 'field_5f02'),
(5, 10, 'since', '平成15年4月1日'), (6, 10, 'city', '山口市'), (7, 10, 'memo', '引き継がない項目'),
(8, 10, 'tel', '0839-34-4666'), (9, 10, 'sub_0_name', '山口'),
(20, 11, 'bunya', '環境'), (21, 11, 'bunya', '福祉'), (22, 11, 'since', 'いつか'),
(23, 11, 'kowareta', 'a:2:{s:4:"name";s:5:"短い"'),
(30, 10, 'koto', '公園の清掃を始める'),
(31, 10, 'nen', '2021年'),
(32, 10, 'nen', '2019年'),
(33, 10, 'koto', '会をつくる'),
(34, 10, 'shicho', '萩市'),
(35, 10, 'shicho', '山口市'),
(36, 10, 'shicho', '防府市'),
(37, 10, 'basho', '中央公民館'),
(38, 10, 'basho', 'みほん公園'),
(39, 10, 'basho', 'れいの川'),
(40, 10, 'tenpo', '2'),
(41, 10, '_tenpo', 'field_5f03'),
(42, 10, 'tenpo_0_mei', '東の拠点'),
(43, 10, 'tenpo_1_mei', '西の拠点'),
(44, 10, 'tenpo_1_denwa', '000-1'),
(47, 11, 'pr', '<p class="MsoNormal">一行目<o:p></o:p></p><script>alert(1)</script>二行目 &hellip; &amp; 1 < 2'), (48, 11, 'yaku', '－'),
(45, 14, 'cfs_fields', 'a:8:{i:0;a:8:{s:2:"id";i:5;s:4:"name";s:5:"bunya";s:5:"label";s:6:"分野";s:4:"type";s:6:"select";s:5:"notes";s:0:"";s:9:"parent_id";i:0;s:6:"weight";i:0;s:7:"options";a:1:{s:8:"required";s:1:"0";}}i:1;a:8:{s:2:"id";i:6;s:4:"name";s:7:"jisseki";s:5:"label";s:6:"実績";s:4:"type";s:4:"loop";s:5:"notes";s:0:"";s:9:"parent_id";i:0;s:6:"weight";i:1;s:7:"options";a:1:{s:8:"required";s:1:"0";}}i:2;a:8:{s:2:"id";i:8;s:4:"name";s:3:"nen";s:5:"label";s:3:"年";s:4:"type";s:4:"text";s:5:"notes";s:0:"";s:9:"parent_id";i:6;s:6:"weight";i:2;s:7:"options";a:1:{s:8:"required";s:1:"0";}}i:3;a:8:{s:2:"id";s:1:"7";s:4:"name";s:4:"koto";s:5:"label";s:12:"できごと";s:4:"type";s:4:"text";s:5:"notes";s:0:"";s:9:"parent_id";i:6;s:6:"weight";i:3;s:7:"options";a:1:{s:8:"required";s:1:"0";}}i:4;a:8:{s:2:"id";i:9;s:4:"name";s:4:"kodo";s:5:"label";s:6:"行動";s:4:"type";s:4:"loop";s:5:"notes";s:0:"";s:9:"parent_id";i:0;s:6:"weight";i:4;s:7:"options";a:1:{s:8:"required";s:1:"0";}}i:5;a:8:{s:2:"id";i:10;s:4:"name";s:6:"shicho";s:5:"label";s:6:"市町";s:4:"type";s:6:"select";s:5:"notes";s:0:"";s:9:"parent_id";i:9;s:6:"weight";i:5;s:7:"options";a:1:{s:8:"required";s:1:"0";}}i:6;a:8:{s:2:"id";i:11;s:4:"name";s:6:"kyoten";s:5:"label";s:6:"拠点";s:4:"type";s:4:"loop";s:5:"notes";s:0:"";s:9:"parent_id";i:9;s:6:"weight";i:6;s:7:"options";a:1:{s:8:"required";s:1:"0";}}i:7;a:8:{s:2:"id";i:12;s:4:"name";s:5:"basho";s:5:"label";s:6:"場所";s:4:"type";s:4:"text";s:5:"notes";s:0:"";s:9:"parent_id";i:11;s:6:"weight";i:7;s:7:"options";a:1:{s:8:"required";s:1:"0";}}}'),
(46, 14, 'cfs_rules', 'a:0:{}');
COMMIT;
